# The page about R, where R is installed; else it shows as skipped.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME r.page COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/r/check_r_page.py --program $<TARGET_FILE:twinarm>)
set_tests_properties(r.page PROPERTIES LABELS r SKIP_RETURN_CODE 77 TIMEOUT 300)
