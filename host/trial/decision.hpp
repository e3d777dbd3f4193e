// What randomised trials of two arms would decide, by their size, over plausible populations.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/statistics/population_value.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::trial {

/// An arm by its response rate in each population.
struct DecisionArm {
    std::string name;
    std::uint32_t tag;  ///< address of its trials' random numbers
    std::vector<double> rates;
};

struct DecisionSetting {
    std::uint64_t seed = 1;
    int trials = 10000;
    std::vector<int> sizes;                ///< patients an arm, ascending
    std::vector<double> weights;           ///< of the populations, sum 1
    std::vector<double> between_trial_sd;  ///< of each population
    double assessor_odds_ratio = 1;        ///< as TrialDesign
};

/// Called before each virtual trial: what it throws ends the drawing.
using BeforeTrial = std::function<void()>;

/// A trial: one population by weight, an effect b ~ N(0, sd) on the logit of both arms, then responders
/// ~ binomial(n, p). A larger trial holds the patients of a smaller one. One entry a size.
std::vector<HeadToHead> decide(const DecisionSetting& setting, const DecisionArm& a, const DecisionArm& b,
                               const BeforeTrial& before_trial = {});

/// Means over the trials that went on after the first stage.
struct TrialsThatWentOn {
    double rate = 0;                                   ///< of their populations
    double observed = 0;                               ///< observed ORR, all n patients
    double later = 0;                                  ///< of the patients after the first stage
    std::optional<double> monte_carlo_standard_error;  ///< of observed minus rate; unset for one trial
    double bias() const { return observed - rate; }
};

/// The estimate of a single-arm trial that goes on after `responders` of its first `patients`.
struct StagedEstimate {
    int n = 0;
    statistics::TrialProbability pass;
    double rate = 0;                          ///< mean over populations
    std::optional<TrialsThatWentOn> went_on;  ///< unset where none did
};
/// One entry for each size above the first stage.
std::vector<StagedEstimate> staged_estimates(const DecisionSetting& setting, const DecisionArm& arm,
                                             const cohort::StageGate& gate,
                                             const BeforeTrial& before_trial = {});

/// A drug of known effect: the arm's rates with the odds of response times `odds_ratio`.
DecisionArm with_odds_ratio(const DecisionArm& arm, double odds_ratio, const std::string& name,
                            std::uint32_t tag);

/// One control: what the added drug is taken to be, and what trials of each size then find.
struct DecisionControl {
    std::string name;
    statistics::PopulationDistribution difference;  ///< of the populations' rates
    statistics::TrialProbability
        greater;                     ///< share of populations in which A's rate is higher; ties are half
    std::vector<HeadToHead> trials;  ///< by size
};

struct DecisionReport {
    std::string arm, against, added;  ///< ids; the drugs that only the arm gives, in words
    std::vector<DecisionControl> controls;
    cohort::StageGate gate;
    std::vector<StagedEstimate> staged;
};

}  // namespace twinarm::trial
