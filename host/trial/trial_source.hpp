// What virtual trials are drawn from: the patients of one population, or of several with weights.
#pragma once

#include <cstdint>
#include <vector>

#include "host/trial/outcome_pool.hpp"
#include "host/trial/urn.hpp"

namespace twinarm::trial {

struct TrialUrns {
    explicit TrialUrns(const OutcomePool& pool);

    std::vector<ArmUrn> arms;
    TwinUrn twins;
};

/// Place of a trial's population, drawn by weight (sum 1).
std::size_t population_of_trial(const std::vector<double>& weights, std::uint64_t seed, std::uint64_t trial);

/// Each trial belongs to one population, drawn by weight; all its arms take their patients from it.
struct TrialSource {
    std::vector<TrialUrns> populations;
    std::vector<double> weights;           ///< sum 1
    std::vector<double> between_trial_sd;  ///< of each population's trials
    std::vector<int> labels;               ///< TrialRow::population of each

    /// Whether a patient completed `arm` in every population; otherwise its trials are not drawn. False where
    /// no population was reached.
    bool has_arm(int arm) const;
    bool has_twins(int arm) const;
    bool has_twins() const;
};

}  // namespace twinarm::trial
