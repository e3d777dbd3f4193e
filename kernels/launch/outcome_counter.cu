// The histogram of outcomes, with Thrust and CUB.
#include "kernels/launch/outcome_counter.cuh"

#include <thrust/iterator/transform_iterator.h>

#include <algorithm>
#include <cub/device/device_histogram.cuh>

namespace twinarm {

namespace {

constexpr int bins = response_count + 1;

struct PlaceInCounts {
    __host__ __device__ int operator()(const Outcome& outcome) const { return place_in_counts(outcome); }
};

/// Bin i holds the outcomes whose place is i. Without scratch memory only asks how many bytes it takes.
void histogram(void* scratch, std::size_t& bytes, const Outcome* outcomes, unsigned long long* counts,
               std::size_t count, cudaStream_t stream) {
    const auto place = thrust::make_transform_iterator(outcomes, PlaceInCounts{});
    TWINARM_CUDA_CALL(cub::DeviceHistogram::HistogramEven(scratch, bytes, place, counts, bins + 1, 0, bins,
                                                          std::int64_t(count), stream));
}

std::size_t scratch_bytes(std::size_t largest) {
    std::size_t bytes = 0;
    histogram(nullptr, bytes, nullptr, nullptr, largest, nullptr);
    return std::max<std::size_t>(bytes, 1);
}

}  // namespace

OutcomeCounter::OutcomeCounter(std::size_t largest)
    : histogram_(bins), landed_(bins), scratch_(scratch_bytes(largest)) {}

void OutcomeCounter::start(const Outcome* on_device, std::size_t count, cudaStream_t stream) {
    std::size_t bytes = scratch_.size();
    histogram(scratch_.data(), bytes, on_device, histogram_.data(), count, stream);
    TWINARM_CUDA_CALL(cudaMemcpyAsync(landed_.data(), histogram_.data(), bins * sizeof(unsigned long long),
                                      cudaMemcpyDeviceToHost, stream));
}

OutcomeCounts OutcomeCounter::counted() {
    OutcomeCounts counts{};
    std::copy_n(landed_.data(), bins, counts.begin());
    return counts;
}

}  // namespace twinarm
