# Tests of the Parquet files read them again with Arrow; without it they are left out.
if(TARGET twinarm_arrow)
    target_link_libraries(test.host.adam PRIVATE twinarm_arrow)
endif()
