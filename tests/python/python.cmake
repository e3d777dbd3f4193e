# The Python package: tests/python/make_venv.sh BUILD/python_venv makes and installs its wheel, then
# `ctest -C python -L python`. The plain run of the tests does not need it.
set(package_python ${PROJECT_BINARY_DIR}/python_venv/bin/python)
function(add_package_test name)
    add_test(NAME python.${name} CONFIGURATIONS python COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/python/in_venv.sh ${package_python} ${ARGN})
    set_tests_properties(python.${name} PROPERTIES LABELS python SKIP_RETURN_CODE 77 TIMEOUT 900
        ENVIRONMENT "TWINARM_PROGRAM=$<TARGET_FILE:twinarm>;TWINARM_SOURCE=${PROJECT_SOURCE_DIR}")
endfunction()

add_package_test(package -m pytest -q -p no:cacheprovider --doctest-modules --pyargs twinarm ${CMAKE_CURRENT_SOURCE_DIR}/python)
