// A response rate from patients with weights, and the difference of two such rates where patients are shared.
#pragma once

#include <cstdint>
#include <vector>

#include "host/statistics/paired_difference.hpp"

namespace twinarm::statistics {

/// One patient of an arm. The rate is the sum of weight * responded.
struct WeightedResponse {
    std::uint64_t patient;
    bool responded;
    double weight;    ///< sum 1 over all patients; the same within a population
    double expected;  ///< rate of the patient's population
};

struct WeightedRate {
    double estimate = 0;
    std::optional<double> monte_carlo_standard_error;  ///< patients are independent within their populations;
                                                       ///< unset where nobody or everybody responds
    Interval limits{0, 1};                             ///< exact, 95%, of the effective number of patients
};
WeightedRate weighted_rate(const std::vector<WeightedResponse>& patients);

struct RateDifference {
    DifferenceOfRates minus;   ///< of a minus b
    std::uint64_t shared = 0;  ///< patients in both
};
/// Both in order of patients. Where `same_draws` is set a patient with the same number is the same in both,
/// so that what both runs have in common cancels; else all patients are independent.
RateDifference rate_difference(const std::vector<WeightedResponse>& a, const std::vector<WeightedResponse>& b,
                               bool same_draws);

}  // namespace twinarm::statistics
