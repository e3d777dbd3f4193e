# Other people's readers of the tables: `cmake --build BUILD --target tables_venv` installs the others beside
# pyarrow, then `ctest -L tables`. A reader that is not there shows as skipped.
set(tables_venv ${PROJECT_BINARY_DIR}/arrow_venv)
add_custom_target(tables_venv COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/tables/make_venv.sh ${tables_venv} VERBATIM)

function(add_tables_test name reader)
    add_test(NAME tables.${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/tables/in_venv.sh ${tables_venv}/bin/python
        ${CMAKE_CURRENT_SOURCE_DIR}/tables/check_tables.py --reader ${reader} --program $<TARGET_FILE:twinarm>
        --cohort ${PROJECT_SOURCE_DIR}/cohorts/head_to_head.toml ${ARGN})
    set_tests_properties(tables.${name} PROPERTIES LABELS tables SKIP_RETURN_CODE 77 TIMEOUT 600)
endfunction()

if(TARGET twinarm_arrow)
    foreach(reader pyarrow duckdb polars)
        add_tables_test(${reader}_agrees_with_the_csv ${reader})
    endforeach()
    add_tables_test(dataset_json_agrees_with_the_csv dataset_json)
    if(TARGET twinarm_readstat)
        foreach(reader pyreadstat pandas)
            add_tables_test(${reader}_agrees_with_the_csv ${reader})
        endforeach()
    endif()
    # What proves that the check sees a fault: one is put into a table.
    add_tables_test(a_moved_response_is_seen pyarrow --mutation moved_response)
    add_tables_test(a_lost_row_is_seen pyarrow --mutation lost_row)
    add_tables_test(a_lost_unit_is_seen pyarrow --mutation lost_unit)
    add_tables_test(a_moved_date_is_seen pyarrow --mutation moved_date)
    add_tables_test(another_parameter_is_seen pyarrow --mutation another_parameter)
endif()
