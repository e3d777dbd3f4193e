# Tests of the Parquet and transport files read them again with the same libraries; without these they are left out.
foreach(library twinarm_arrow twinarm_readstat)
    if(TARGET ${library})
        target_link_libraries(test.host.adam PRIVATE ${library})
    endif()
endforeach()
