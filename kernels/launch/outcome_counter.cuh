// Counts the outcomes of a launch on the GPU, so that what arrives at the host can be checked against it.
#pragma once

#include "kernels/launch/device_array.cuh"
#include "kernels/launch/outcome_counts.hpp"

namespace twinarm {

/// Belongs to one stream: a count is under way at a time.
class OutcomeCounter {
  public:
    /// For launches of at most `largest` outcomes.
    explicit OutcomeCounter(std::size_t largest);

    /// Starts to count outcomes that are on the device once `stream` has come so far.
    void start(const Outcome* on_device, std::size_t count, cudaStream_t stream);

    /// The counts, once the stream has been waited for.
    OutcomeCounts counted();

  private:
    DeviceArray<unsigned long long> histogram_;
    PinnedArray<unsigned long long> landed_;
    DeviceArray<std::byte> scratch_;
};

}  // namespace twinarm
