# What others get: the installed library builds an example, and the .deb holds and starts what it should.
foreach(name install deb)
    if(name STREQUAL "install")
        set(tool ${CMAKE_COMMAND})
    else()
        set(tool ${CMAKE_CPACK_COMMAND})
    endif()
    add_test(NAME package.${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/package/check_${name}.sh ${tool}
        ${PROJECT_BINARY_DIR} ${CMAKE_CURRENT_BINARY_DIR}/package/${name})
    set_tests_properties(package.${name} PROPERTIES LABELS package SKIP_RETURN_CODE 77 TIMEOUT 600)
endforeach()
