// Outcomes tallied on the device with Thrust and CUB: histogram, compaction, integer reduction, sort.
#include <thrust/binary_search.h>
#include <thrust/copy.h>
#include <thrust/count.h>
#include <thrust/device_ptr.h>
#include <thrust/device_vector.h>
#include <thrust/execution_policy.h>
#include <thrust/iterator/counting_iterator.h>
#include <thrust/iterator/transform_iterator.h>
#include <thrust/sort.h>
#include <thrust/transform_reduce.h>

#include <algorithm>
#include <cmath>
#include <cub/device/device_histogram.cuh>

#include "kernels/launch/device_array.cuh"
#include "kernels/launch/device_tally.hpp"
#include "kernels/launch/simulate_kernel.cuh"

namespace twinarm {

namespace {

/// Bin of an outcome in its arm's histogram: its response, or one past the last where the patient failed.
struct BinOf {
    const Outcome* outcomes;
    int arms, arm;
    __host__ __device__ int operator()(std::uint64_t k) const {
        const Outcome& outcome = outcomes[k * std::uint64_t(arms) + std::uint64_t(arm)];
        return outcome.status == Status::ok ? int(outcome.response) : response_count;
    }
};

struct HasFailed {
    __host__ __device__ bool operator()(const Outcome& outcome) const { return outcome.status != Status::ok; }
};

struct AsFailedPatient {
    __host__ __device__ FailedPatient operator()(const Outcome& outcome) const {
        return {outcome.patient, outcome.arm, outcome.status};
    }
};

struct DosesGiven {
    const Outcome* outcomes;
    int arms, arm;
    __host__ __device__ std::uint64_t operator()(std::uint64_t k) const {
        const Outcome& outcome = outcomes[k * std::uint64_t(arms) + std::uint64_t(arm)];
        if (outcome.status != Status::ok) return 0;
        std::uint64_t doses = 0;
        for (const std::int32_t given : outcome.doses_given) doses += std::uint64_t(given);
        return doses;
    }
};

struct BestChange {
    const Outcome* outcomes;
    int arms, arm;
    __host__ __device__ double operator()(std::uint64_t k) const {
        return outcomes[k * std::uint64_t(arms) + std::uint64_t(arm)].best_change;
    }
};

/// Whether patient k has a best change: completed, with a post-baseline scan (else it is not a number).
struct HasBestChange {
    const Outcome* outcomes;
    int arms, arm;
    __host__ __device__ bool operator()(std::uint64_t k) const {
        const Outcome& outcome = outcomes[k * std::uint64_t(arms) + std::uint64_t(arm)];
        return outcome.status == Status::ok && outcome.best_change == outcome.best_change;
    }
};

void add_histogram(const Outcome* outcomes, std::uint64_t count, int arms, int arm, ArmTally& tally) {
    constexpr int bins = response_count + 1;
    const auto bin = thrust::make_transform_iterator(thrust::counting_iterator<std::uint64_t>(0),
                                                     BinOf{outcomes, arms, arm});
    DeviceArray<unsigned long long> histogram(bins);
    std::size_t bytes = 0;
    const auto run = [&](void* scratch) {
        TWINARM_CUDA_CALL(cub::DeviceHistogram::HistogramEven(scratch, bytes, bin, histogram.data(), bins + 1,
                                                              0, bins, std::int64_t(count)));
    };
    run(nullptr);
    DeviceArray<std::byte> scratch(std::max<std::size_t>(bytes, 1));
    run(scratch.data());
    unsigned long long counted[bins];
    histogram.copy_to(counted, bins);
    for (int r = 0; r < response_count; ++r) {
        tally.responses[std::size_t(r)] += counted[r];
        tally.completed += counted[r];
    }
    tally.failed += counted[response_count];
}

void append_failed(const Outcome* outcomes, std::uint64_t total, std::vector<FailedPatient>& failed) {
    const auto all = thrust::device_pointer_cast(outcomes);
    const auto count =
        std::size_t(thrust::count_if(thrust::device, all, all + std::ptrdiff_t(total), HasFailed{}));
    thrust::device_vector<FailedPatient> found(count);
    const auto patients = thrust::make_transform_iterator(all, AsFailedPatient{});
    thrust::copy_if(thrust::device, patients, patients + std::ptrdiff_t(total), all, found.begin(),
                    HasFailed{});
    const std::size_t before = failed.size();
    failed.resize(before + count);
    thrust::copy(found.begin(), found.end(), failed.begin() + std::ptrdiff_t(before));
}

using Changes = thrust::device_vector<double>;

void append_best_changes(const Outcome* outcomes, std::uint64_t count, int arms, int arm, Changes& changes) {
    const thrust::counting_iterator<std::uint64_t> patient(0);
    const auto change = thrust::make_transform_iterator(patient, BestChange{outcomes, arms, arm});
    const std::size_t before = changes.size();
    changes.resize(before + count);
    const auto end =
        thrust::copy_if(thrust::device, change, change + std::ptrdiff_t(count), patient,
                        changes.begin() + std::ptrdiff_t(before), HasBestChange{outcomes, arms, arm});
    changes.resize(std::size_t(end - changes.begin()));
}

std::vector<double> quantiles_of(Changes& changes, const std::vector<double>& probabilities) {
    thrust::sort(thrust::device, changes.begin(), changes.end());
    std::vector<double> quantiles;
    for (const double p : probabilities) {
        const double n = double(changes.size());
        const auto rank = std::size_t(std::clamp(std::ceil(p * n), 1.0, std::max(n, 1.0)));
        quantiles.push_back(changes.empty() ? std::nan("") : double(changes[rank - 1]));
    }
    return quantiles;
}

/// Takes chunks of outcomes that are on the device.
struct Tallying {
    explicit Tallying(int arms) : changes(std::size_t(arms)) { tally.arms.resize(std::size_t(arms)); }

    DeviceTally tally;
    std::vector<Changes> changes;

    void add(const Outcome* outcomes, std::uint64_t count) {
        const int arms = int(tally.arms.size());
        for (int arm = 0; arm < arms; ++arm) {
            ArmTally& of_arm = tally.arms[std::size_t(arm)];
            add_histogram(outcomes, count, arms, arm, of_arm);
            const thrust::counting_iterator<std::uint64_t> patient(0);
            of_arm.doses_given += thrust::transform_reduce(
                thrust::device, patient, patient + std::ptrdiff_t(count), DosesGiven{outcomes, arms, arm},
                std::uint64_t{0}, thrust::plus<std::uint64_t>());
            append_best_changes(outcomes, count, arms, arm, changes[std::size_t(arm)]);
        }
        append_failed(outcomes, count * std::uint64_t(arms), tally.failed);
    }

    DeviceTally finish(const std::vector<double>& probabilities) {
        for (std::size_t arm = 0; arm < changes.size(); ++arm)
            tally.arms[arm].best_change = quantiles_of(changes[arm], probabilities);
        return std::move(tally);
    }
};

}  // namespace

DeviceTally tally_on_gpu(const Outcome* outcomes, std::uint64_t count, int arm_count,
                         const std::vector<double>& probabilities, int device) {
    TWINARM_CUDA_CALL(cudaSetDevice(device));
    Tallying tallying(arm_count);
    const auto arms = std::uint64_t(arm_count);
    const std::uint64_t chunk = std::min(patients_per_launch(arm_count), count);
    DeviceArray<Outcome> on_device(chunk * arms);
    for (std::uint64_t done = 0; done < count; done += chunk) {
        const std::uint64_t patients = std::min(chunk, count - done);
        TWINARM_CUDA_CALL(cudaMemcpy(on_device.data(), outcomes + done * arms,
                                     patients * arms * sizeof(Outcome), cudaMemcpyHostToDevice));
        tallying.add(on_device.data(), patients);
    }
    return tallying.finish(probabilities);
}

DeviceTally simulate_and_tally_on_gpu(const Study& study, std::uint64_t first, std::uint64_t count,
                                      const std::vector<double>& probabilities, int device) {
    TWINARM_CUDA_CALL(cudaSetDevice(device));
    Tallying tallying(study.arm_count);
    // Outcomes stay on the device, so a launch may be larger: its end, when threads run out of work, weighs
    // less.
    const std::uint64_t chunk = std::min(patients_per_launch(study.arm_count, std::uint64_t{1} << 30), count);
    const DeviceStudy on_device(study);
    DeviceArray<unsigned long long> next(1);
    DeviceArray<Outcome> outcomes(chunk * std::uint64_t(study.arm_count));
    for (std::uint64_t done = 0; done < count; done += chunk) {
        const std::uint64_t patients = std::min(chunk, count - done);
        on_device.launch(first + done, patients, outcomes.data(), next.data(), nullptr);
        TWINARM_CUDA_CALL(cudaDeviceSynchronize());
        tallying.add(outcomes.data(), patients);
    }
    return tallying.finish(probabilities);
}

}  // namespace twinarm
