# bench.gpu: the product's kernels beside other ways to compile and to shape them. Builds where CUDA is enabled.
if(NOT TWINARM_CUDA_ENABLED)
    return()
endif()

add_executable(bench.gpu gpu_bench.cpp)
target_link_libraries(bench.gpu PRIVATE twinarm_cli fmt::fmt nlohmann_json::nlohmann_json CUDA::cudart_static)
target_compile_definitions(bench.gpu PRIVATE TWINARM_SOURCE_DIR="${PROJECT_SOURCE_DIR}")

# Each in its own namespace, so that the linker cannot mix their functions.
function(twinarm_gpu_variant name)
    add_library(gpu_variant_${name} OBJECT gpu_variants.cu)
    if(name STREQUAL "fast")  # the same, contracted
        get_target_property(options twinarm_cuda_options INTERFACE_COMPILE_OPTIONS)
        string(REPLACE "--fmad=$<IF:$<BOOL:${TWINARM_FAST}>,true,false>" "--fmad=true" options "${options}")
        target_compile_options(gpu_variant_fast PRIVATE ${options})
        target_link_libraries(gpu_variant_fast PRIVATE twinarm_options)
    else()
        target_link_libraries(gpu_variant_${name} PRIVATE twinarm_cuda_options)
    endif()
    target_compile_definitions(gpu_variant_${name} PRIVATE TWINARM_ISA=gpu_${name} TWINARM_VARIANT=${name} ${ARGN})
    target_sources(bench.gpu PRIVATE $<TARGET_OBJECTS:gpu_variant_${name}>)
endfunction()

twinarm_gpu_variant(naive TWINARM_NAIVE TWINARM_OUTLINED_SLOPES=__noinline__)
twinarm_gpu_variant(mixed TWINARM_SHAPES)
twinarm_gpu_variant(called TWINARM_OUTLINED_SLOPES=__noinline__)
twinarm_gpu_variant(inlined TWINARM_OUTLINED_MOMENT=)
twinarm_gpu_variant(looped TWINARM_LOOPED)
twinarm_gpu_variant(fast TWINARM_FAST_VARIANT)

add_library(gpu_lorenz OBJECT gpu_lorenz.cu)
target_link_libraries(gpu_lorenz PRIVATE twinarm_cuda_options)
target_compile_definitions(gpu_lorenz PRIVATE TWINARM_ISA=gpu_lorenz)
target_sources(bench.gpu PRIVATE $<TARGET_OBJECTS:gpu_lorenz>)
