# Tests of the exported SBML read it again with libSBML; without it they are left out.
if(TARGET twinarm_sbml)
    target_link_libraries(test.host.sbml PRIVATE twinarm_sbml)
endif()
