// The persistent kernel: as many threads as fit on a device, each of which takes patients until none
// is left.
#pragma once

#include <algorithm>

#include "kernels/launch/cuda_call.cuh"
#include "kernels/launch/patient_lane.cuh"
#include "kernels/launch/warp_lanes.cuh"

TWINARM_BEGIN

/// `blocks_per_multiprocessor` decides the registers that a thread may use: 65536 / (block * blocks), at most
/// 255.
template <class T, int block, int blocks_per_multiprocessor, class Method = Tsit5>
__global__ void __launch_bounds__(block, blocks_per_multiprocessor)
    simulate_patients(const __grid_constant__ LaunchWork work, int patience) {
    run_lane<T, Method>(work, patience, WarpLanes{});
}

/// Starts it for `work`, whose counter is set to 0 first. Nothing else is copied to the device; outcomes are
/// written by the kernel. `shared_bytes` of dynamic shared memory a block, where the method asks for them.
template <class T, int block, int blocks_per_multiprocessor, class Method = Tsit5>
inline void launch_persistent(const LaunchWork& work, int patience, cudaStream_t stream,
                              int shared_bytes = 0) {
    if (item_count(work) == 0) return;
    const auto kernel = simulate_patients<T, block, blocks_per_multiprocessor, Method>;
    int device = 0, multiprocessors = 0, blocks = 0;
    TWINARM_CUDA_CALL(cudaGetDevice(&device));
    TWINARM_CUDA_CALL(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device));
    if (shared_bytes > 0)
        TWINARM_CUDA_CALL(
            cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, shared_bytes));
    TWINARM_CUDA_CALL(
        cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, kernel, block, std::size_t(shared_bytes)));
    const std::uint64_t resident = std::uint64_t(multiprocessors) * std::uint64_t(std::max(blocks, 1));
    const std::uint64_t wanted = (item_count(work) + block - 1) / block;
    TWINARM_CUDA_CALL(cudaMemsetAsync(work.next, 0, sizeof *work.next, stream));
    kernel<<<unsigned(std::min(resident, wanted)), block, shared_bytes, stream>>>(work, patience);
    TWINARM_CUDA_CALL(cudaGetLastError());
}

TWINARM_END
