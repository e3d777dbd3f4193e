// The state of the machine's GPU. Any problem is a reason in words, never a failure of the program.
#include <string>

#include "kernels/launch/simulate.hpp"
#include "kernels/launch/simulate_kernel.cuh"

namespace twinarm {

namespace {

/// Without a GPU the runtime answers in several ways, by what of the driver is installed.
std::string words_for(cudaError_t error) {
    switch (error) {
        case cudaErrorNoDevice:
            return "there is no NVIDIA GPU in this machine";
        case cudaErrorInsufficientDriver:
            return "there is no NVIDIA driver, or one too old for CUDA " +
                   std::to_string(CUDART_VERSION / 1000) + "." + std::to_string(CUDART_VERSION % 1000 / 10);
        case cudaErrorStubLibrary:
            return "only a stub of the NVIDIA driver library is installed";
        default:
            return std::string("CUDA error ") + std::to_string(int(error)) + ": " + cudaGetErrorString(error);
    }
}

}  // namespace

GpuState gpu_state(int device) {
    GpuState state;
    state.built = true;
    int devices = 0;  // left untouched where the call fails
    if (const cudaError_t error = cudaGetDeviceCount(&devices); error != cudaSuccess) {
        (void)cudaGetLastError();
        state.reason = words_for(error);
        return state;
    }
    state.devices = devices;
    if (device < 0 || device >= devices) {
        state.reason = devices == 0 ? words_for(cudaErrorNoDevice)
                                    : "there is no GPU " + std::to_string(device) +
                                          "; this machine has 0 to " + std::to_string(devices - 1);
        return state;
    }
    cudaDeviceProp properties{};
    cudaFuncAttributes kernel{};
    cudaError_t error = cudaGetDeviceProperties(&properties, device);
    if (error == cudaSuccess) {
        state.name = properties.name;
        state.memory_bytes = properties.totalGlobalMem;
        error = cudaSetDevice(device);
    }
    for (const void* simulation : simulation_kernels())
        if (error == cudaSuccess) error = cudaFuncGetAttributes(&kernel, simulation);
    if (error == cudaSuccess) {
        state.usable = true;
        return state;
    }
    (void)cudaGetLastError();
    state.reason = error == cudaErrorNoKernelImageForDevice
                       ? "this program was not built for compute capability " +
                             std::to_string(properties.major) + "." + std::to_string(properties.minor) +
                             " (" + state.name + ")"
                       : words_for(error);
    return state;
}

}  // namespace twinarm
