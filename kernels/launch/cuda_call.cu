// The error of a failed call of the CUDA runtime.
#include "kernels/launch/cuda_call.cuh"

#include <stdexcept>
#include <string>

namespace twinarm {

void throw_cuda_error(cudaError_t error, const char* call, const char* file, int line) {
    const std::string path = file;
    const std::string place = path.substr(path.find_last_of('/') + 1) + ":" + std::to_string(line);
    (void)cudaGetLastError();  // clears an error that is not sticky, so that the CPU engine's run can
                               // go on
    throw std::runtime_error(std::string("CUDA error ") + std::to_string(int(error)) + " (" +
                             cudaGetErrorString(error) + ") in " + call + ", " + place);
}

}  // namespace twinarm
