// Counts, failures and quantiles of many outcomes, taken on the GPU: no outcome travels to the host.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

struct FailedPatient {
    std::uint64_t patient;
    std::int32_t arm;
    Status status;
    friend bool operator==(const FailedPatient&, const FailedPatient&) = default;
};

/// What became of one arm. Numbers are integers or values of single patients, so they do not depend on any
/// order.
struct ArmTally {
    std::array<std::uint64_t, response_count> responses{};  ///< completed patients, by best overall response
    std::uint64_t completed = 0;
    std::uint64_t failed = 0;
    std::uint64_t doses_given = 0;  ///< of completed patients, over all regimens
    std::vector<double>
        best_change;  ///< quantiles asked for, over completed patients with a post-baseline scan
    friend bool operator==(const ArmTally&, const ArmTally&) = default;
};

struct DeviceTally {
    std::vector<ArmTally> arms;
    std::vector<FailedPatient> failed;  ///< in order of patient and arm
};

/// Quantile p of n sorted values is value ceil(p n), counted from 1 (inverse of the empirical distribution
/// function). Tallies outcomes[k * arm_count + a] of `count` patients. Throws std::runtime_error where the
/// device fails.
DeviceTally tally_on_gpu(const Outcome* outcomes, std::uint64_t count, int arm_count,
                         const std::vector<double>& probabilities, int device = 0);

/// Simulates patients [first, first + count) and tallies them without bringing an outcome back.
DeviceTally simulate_and_tally_on_gpu(const Study& study, std::uint64_t first, std::uint64_t count,
                                      const std::vector<double>& probabilities, int device = 0);

}  // namespace twinarm
