# The GPU engine, where CUDA is enabled (cuda_toolkit.cmake); else a file that says why there is none.
if(NOT TWINARM_CUDA_ENABLED)
    target_sources(twinarm_engine PRIVATE ${CMAKE_CURRENT_LIST_DIR}/simulate_on_no_gpu.cpp)
    return()
endif()

add_library(twinarm_gpu OBJECT
    ${CMAKE_CURRENT_LIST_DIR}/simulate_on_gpu.cu
    ${CMAKE_CURRENT_LIST_DIR}/simulate_kernel.cu
    ${CMAKE_CURRENT_LIST_DIR}/gpu_state.cu
    ${CMAKE_CURRENT_LIST_DIR}/cuda_call.cu
    ${CMAKE_CURRENT_LIST_DIR}/outcome_counter.cu)
target_link_libraries(twinarm_gpu PRIVATE twinarm_cuda_options)
target_compile_definitions(twinarm_gpu PRIVATE TWINARM_ISA=cuda)
# Registers, stack and spills of each kernel are kept in ptxas_report/ of the build folder.
target_compile_options(twinarm_gpu PRIVATE "$<$<COMPILE_LANGUAGE:CUDA>:SHELL:-Xptxas -v>")
set(report_launcher sh ${CMAKE_CURRENT_LIST_DIR}/keep_ptxas_report ${CMAKE_BINARY_DIR}/ptxas_report
    ${CMAKE_CUDA_COMPILER_LAUNCHER})
set_target_properties(twinarm_gpu PROPERTIES CUDA_COMPILER_LAUNCHER "${report_launcher}" POSITION_INDEPENDENT_CODE ON)

target_sources(twinarm_engine PRIVATE $<TARGET_OBJECTS:twinarm_gpu>)
target_link_libraries(twinarm_engine PUBLIC CUDA::cudart_static)
