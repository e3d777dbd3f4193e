# The schemas of what a run stores, put into the program: what is read back is held against them.
set(schemas_file ${CMAKE_CURRENT_BINARY_DIR}/schemas.cpp)
set(schemas_text "// Written by schemas.cmake.\n#include \"host/store/stored_json.hpp\"\n\nnamespace twinarm::store {\n")
foreach(schema store/run store/run_start store/run_journal store/course_journal store/summary store/sweep_start store/sweep_journal)
    set(file ${CMAKE_CURRENT_SOURCE_DIR}/${schema}.schema.json)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} text)
    cmake_path(GET schema FILENAME name)
    string(APPEND schemas_text "\nconst JsonSchema& ${name}_schema() {\n"
        "    static const JsonSchema schema(R\"twinarm(${text})twinarm\");\n    return schema;\n}\n")
endforeach()
file(GENERATE OUTPUT ${schemas_file} CONTENT "${schemas_text}\n}  // namespace twinarm::store\n")
list(APPEND host_sources ${schemas_file})
