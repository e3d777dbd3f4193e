# Decides whether the GPU engine is built, and enables CUDA if so. Included by the root CMakeLists.txt, because a
# language must be enabled above every target that links it. A machine without a toolkit is a normal machine.
set(TWINARM_CUDA_ENABLED OFF)
if(NOT TWINARM_CUDA MATCHES "^(AUTO|ON|OFF)$")
    message(FATAL_ERROR "TWINARM_CUDA is ${TWINARM_CUDA}; it can be AUTO, ON or OFF")
endif()

if(NOT TWINARM_CUDA STREQUAL "OFF")
    # Must come before CUDA is enabled, else CMake takes nvcc's default. CUDA 13 compiles for 7.5 and newer; what is
    # neither 8.x nor 9.x is compiled from PTX by the driver at the first run.
    if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES AND NOT DEFINED ENV{CUDAARCHS})
        set(CMAKE_CUDA_ARCHITECTURES 75-virtual 80-real 90-real CACHE STRING "GPU architectures")
    elseif(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)
        set(CMAKE_CUDA_ARCHITECTURES $ENV{CUDAARCHS} CACHE STRING "GPU architectures")
    endif()
    find_package(CUDAToolkit QUIET)
    if(CUDAToolkit_FOUND)
        if(NOT CMAKE_CUDA_COMPILER AND NOT DEFINED ENV{CUDACXX} AND CUDAToolkit_NVCC_EXECUTABLE)
            set(CMAKE_CUDA_COMPILER ${CUDAToolkit_NVCC_EXECUTABLE})
        endif()
        include(CheckLanguage)
        check_language(CUDA)
    endif()
    if(CUDAToolkit_FOUND AND CMAKE_CUDA_COMPILER)
        enable_language(CUDA)
        # CMake 3.25.1 does not know that nvcc 12 and newer speak C++20; 3.25.2 does.
        if(NOT CMAKE_CUDA20_STANDARD_COMPILE_OPTION)
            set(CMAKE_CUDA20_STANDARD_COMPILE_OPTION -std=c++20)
            set(CMAKE_CUDA20_EXTENSION_COMPILE_OPTION -std=c++20)
        endif()
        set(TWINARM_CUDA_ENABLED ON)
        message(STATUS "GPU engine: CUDA ${CUDAToolkit_VERSION}, architectures ${CMAKE_CUDA_ARCHITECTURES}")
    elseif(TWINARM_CUDA STREQUAL "ON")
        message(FATAL_ERROR "TWINARM_CUDA is ON, but there is no CUDA toolkit whose nvcc works; "
                            "set CUDACXX to its nvcc, or TWINARM_CUDA to OFF")
    else()
        message(STATUS "GPU engine: none (no CUDA toolkit)")
    endif()
endif()

# Compiler flags of every CUDA file: the arithmetic of the CPU, operation by operation.
add_library(twinarm_cuda_options INTERFACE)
target_link_libraries(twinarm_cuda_options INTERFACE twinarm_options)
target_compile_options(twinarm_cuda_options INTERFACE
    $<$<COMPILE_LANGUAGE:CUDA>:--fmad=$<IF:$<BOOL:${TWINARM_FAST}>,true,false> -prec-div=true -prec-sqrt=true -ftz=true>
    "$<$<COMPILE_LANGUAGE:CUDA>:SHELL:-Xcompiler -ffp-contract=off,-fno-math-errno,-Wall,-Wextra>"
    $<$<COMPILE_LANGUAGE:CUDA>:--expt-relaxed-constexpr>)
