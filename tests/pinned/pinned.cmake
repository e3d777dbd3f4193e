# The results of all shipped cohorts have the bytes that are written in bytes.txt.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME pinned.bytes COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_SOURCE_DIR}/pinned/pin_bytes
    $<TARGET_FILE:twinarm> ${CMAKE_CURRENT_BINARY_DIR}/pinned)
