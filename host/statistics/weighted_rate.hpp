// A response rate from patients with weights, and the difference of two such rates where patients are shared.
#pragma once

#include <cstdint>
#include <vector>

namespace twinarm::statistics {

/// One patient of an arm. The rate is the sum of weight * responded.
struct WeightedResponse {
    std::uint64_t patient;
    bool responded;
    double weight;    ///< of all patients 1 together; the same within a population
    double expected;  ///< rate of the patient's population
};

struct WeightedRate {
    double estimate = 0;
    double monte_carlo_standard_error = 0;  ///< patients are independent within their populations
};
WeightedRate weighted_rate(const std::vector<WeightedResponse>& patients);

struct RateDifference {
    double estimate = 0;  ///< of a minus b
    double monte_carlo_standard_error = 0;
    std::uint64_t shared = 0;  ///< patients in both
};
/// Both in order of patients. Where `same_draws` is set a patient with the same number is the same in both,
/// so that what both runs have in common cancels; else all patients are independent.
RateDifference rate_difference(const std::vector<WeightedResponse>& a, const std::vector<WeightedResponse>& b,
                               bool same_draws);

}  // namespace twinarm::statistics
