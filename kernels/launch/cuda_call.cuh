// The one checked call of the CUDA runtime: TWINARM_CUDA_CALL(cudaMalloc(&p, n)) throws where it fails.
#pragma once

#include <cuda_runtime.h>

namespace twinarm {

[[noreturn]] void throw_cuda_error(cudaError_t error, const char* call, const char* file, int line);

inline void check_cuda(cudaError_t error, const char* call, const char* file, int line) {
    if (error != cudaSuccess) throw_cuda_error(error, call, file, line);
}

}  // namespace twinarm

#define TWINARM_CUDA_CALL(call) ::twinarm::check_cuda((call), #call, __FILE__, __LINE__)
