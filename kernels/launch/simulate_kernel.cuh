// The simulation as one launch, which the GPU engine starts.
#pragma once

#include <cuda_runtime.h>

#include <array>
#include <cstdint>

#include "kernels/launch/device_array.cuh"
#include "kernels/launch/launch_work.cuh"

namespace twinarm {

/// A study on the device that was current when it was made.
class DeviceStudy {
  public:
    explicit DeviceStudy(const Study& study);

    /// Starts the simulation of patients [first, first + count) in every arm; outcomes[k * arms + a] as
    /// everywhere. `outcomes` and `next`, a number that the launch uses until its end, are on the device.
    void launch(std::uint64_t first, std::uint64_t count, Outcome* outcomes, unsigned long long* next,
                cudaStream_t stream) const;

  private:
    DeviceArray<Study> study_;
    Precision precision_;
    std::int32_t arm_count_;
    std::array<std::int32_t, max_arms> order_;
};

/// The kernels themselves, in double and in single precision, to be asked for their attributes.
std::array<const void*, 2> simulation_kernels();

/// Patients of one launch whose outcomes take at most `bytes`: enough courses to fill any GPU several times
/// over.
std::uint64_t patients_per_launch(int arms, std::uint64_t bytes = std::uint64_t{256} << 20);

}  // namespace twinarm
