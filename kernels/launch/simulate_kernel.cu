// The kernels of the product, in double and in single precision, and their launch.
#include "kernels/launch/simulate_kernel.cuh"

#include "kernels/launch/arm_order.hpp"
#include "kernels/launch/persistent_kernel.cuh"

namespace twinarm {

namespace {

/// 128 threads, two blocks a multiprocessor: 255 registers a thread, and what 256 threads keep in local
/// memory still nearly fits the first-level cache (bench/gpu.md).
constexpr int block = 128, blocks_per_multiprocessor = 2;

/// From a model of the warp, not from a measurement (bench/gpu.md).
constexpr int patience = 6;

}  // namespace

DeviceStudy::DeviceStudy(const Study& study)
    : study_(&study, 1),
      precision_(study.solver.precision),
      arm_count_(study.arm_count),
      order_(arms_by_cost(study)) {}

void DeviceStudy::launch(std::uint64_t first, std::uint64_t count, Outcome* outcomes,
                         unsigned long long* next, cudaStream_t stream) const {
    LaunchWork work{study_.data(), first, count, outcomes, next, arm_count_, {}};
    std::copy(order_.begin(), order_.end(), work.arms);
    if (precision_ == Precision::single_precision)
        launch_persistent<float, block, blocks_per_multiprocessor>(work, patience, stream);
    else
        launch_persistent<double, block, blocks_per_multiprocessor>(work, patience, stream);
}

std::array<const void*, 2> simulation_kernels() {
    return {reinterpret_cast<const void*>(&simulate_patients<double, block, blocks_per_multiprocessor>),
            reinterpret_cast<const void*>(&simulate_patients<float, block, blocks_per_multiprocessor>)};
}

std::uint64_t patients_per_launch(int arms, std::uint64_t bytes) {
    return std::max<std::uint64_t>(bytes / sizeof(Outcome) / std::uint64_t(std::max(arms, 1)), 1);
}

}  // namespace twinarm
