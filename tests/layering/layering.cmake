# The linker must never keep a copy compiled for wide registers where the baseline program calls it.
set(wide_instruction_sets ${TWINARM_INSTRUCTION_SETS})
list(REMOVE_ITEM wide_instruction_sets baseline)
foreach(isa ${wide_instruction_sets})
    add_test(NAME layering.no_wide_copies.${isa} COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/layering/no_wide_copies.sh
        ${CMAKE_NM} ${isa} $<TARGET_OBJECTS:twinarm_lanes_${isa}> COMMAND_EXPAND_LISTS)
endforeach()

# The reproducible build rounds every product; the fast one is fast because it does not.
foreach(isa ${wide_instruction_sets})
    add_test(NAME layering.contraction.${isa} COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/layering/contraction.sh
        ${CMAKE_OBJDUMP} $<IF:$<BOOL:${TWINARM_FAST}>,some,none> $<TARGET_OBJECTS:twinarm_lanes_${isa}> COMMAND_EXPAND_LISTS)
endforeach()

# Every header compiles alone. One with a source file does so there: it is included first (include_order_test.cpp), and clang
# compiles each file by itself (preset clang). The others get a file, compiled when the test runs and not before.
file(GLOB_RECURSE headers RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
    ${PROJECT_SOURCE_DIR}/kernels/*.hpp ${PROJECT_SOURCE_DIR}/host/*.hpp
    ${PROJECT_SOURCE_DIR}/bench/jacobian/*.hpp ${PROJECT_SOURCE_DIR}/bench/steppers/*.hpp)
list(FILTER headers EXCLUDE REGEX "^host/python/")  # these need Python's own
set(lone_headers "")
foreach(header ${headers})
    string(REGEX REPLACE "hpp$" "cpp" source ${PROJECT_SOURCE_DIR}/${header})
    if(EXISTS ${source})
        continue()
    endif()
    string(REGEX REPLACE "[/.]" "_" name ${header})
    set(file ${CMAKE_CURRENT_BINARY_DIR}/lone_headers/${name}.cpp)
    file(CONFIGURE OUTPUT ${file} CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
    list(APPEND lone_headers ${file})
endforeach()
add_library(test.layering.lone_headers OBJECT EXCLUDE_FROM_ALL ${lone_headers})
target_link_libraries(test.layering.lone_headers PRIVATE twinarm_cli)
target_compile_options(test.layering.lone_headers PRIVATE -O0)
add_test(NAME layering.headers_compile_alone
    COMMAND ${CMAKE_COMMAND} --build ${PROJECT_BINARY_DIR} --target test.layering.lone_headers --parallel)
