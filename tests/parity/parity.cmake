# Tests that need a CUDA toolkit (none is there without one) and tests that need a GPU (label gpu; skipped without one).
if(NOT TWINARM_CUDA_ENABLED)
    return()
endif()

function(twinarm_parity_test name)
    cmake_parse_arguments(PARSE_ARGV 1 test "" "LABEL" "SOURCES")
    add_executable(test.parity.${name} ${test_SOURCES})
    target_link_libraries(test.parity.${name} PRIVATE twinarm_engine twinarm_cuda_options GTest::gtest_main)
    gtest_discover_tests(test.parity.${name} TEST_PREFIX "parity.${name}." DISCOVERY_MODE PRE_TEST
                         PROPERTIES LABELS "${test_LABEL}")
endfunction()

twinarm_parity_test(gpu LABEL gpu SOURCES parity/gpu_parity.cpp parity/gpu_words.cu)
twinarm_parity_test(host_pass LABEL toolkit SOURCES parity/host_pass_parity.cpp parity/host_pass.cu)
# In its own namespace, so that the linker cannot give these files the engine's copies of the model.
set_source_files_properties(parity/host_pass.cu parity/gpu_words.cu PROPERTIES COMPILE_DEFINITIONS TWINARM_ISA=host_pass)

if(EXISTS ${CUDAToolkit_INCLUDE_DIRS}/curand_kernel.h)
    twinarm_parity_test(curand LABEL toolkit SOURCES parity/curand_parity.cpp parity/curand_words.cpp)
    target_include_directories(test.parity.curand SYSTEM PRIVATE ${CUDAToolkit_INCLUDE_DIRS})
endif()

# A change that makes the product's kernels spill more than their budget fails here.
if("${CMAKE_CUDA_ARCHITECTURES}" MATCHES "90" AND NOT TWINARM_FAST)
    string(REGEX MATCH "^[0-9]+\\.[0-9]+" release "${CMAKE_CUDA_COMPILER_VERSION}")
    set(launch ${PROJECT_SOURCE_DIR}/kernels/launch)
    add_test(NAME parity.PtxasBudget.IsKept
             COMMAND ${launch}/check_ptxas_budget ${launch}/ptxas_budget.txt
                     ${PROJECT_BINARY_DIR}/ptxas_report/simulate_kernel.txt ${release})
    set_tests_properties(parity.PtxasBudget.IsKept PROPERTIES LABELS toolkit SKIP_REGULAR_EXPRESSION "skipped:")
endif()
