// What a run found, as plain data: fractions (not per cent) and days. Tables, JSON and reports print this.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/statistics/paired_difference.hpp"
#include "host/statistics/population_rate.hpp"
#include "host/statistics/spread.hpp"
#include "host/statistics/survival_summary.hpp"
#include "host/trial/population_summary.hpp"
#include "host/trial/predictive.hpp"
#include "kernels/patient/outcome_table.hpp"

namespace twinarm::trial {

/// Printed wherever patients are compared across arms.
inline constexpr const char* cross_arm_note = "cross-arm dependence is assumed, not estimated";

/// A number over virtual trials. Quantiles at .025, .05, .25, .5, .75, .95, .975; none without a trial, and
/// of one trial all but the median are not-a-number.
struct TrialDistribution {
    int n = 0;                 ///< patients treated in one trial
    std::uint64_t trials = 0;  ///< trials in which the number is defined
    double mean = 0;
    double standard_deviation = 0;
    std::vector<statistics::Quantile> quantiles;
};

/// Trials that go on after the first stage, and what they then report.
struct GateSummary {
    int patients = 0;    ///< of the first stage
    int responders = 0;  ///< needed to go on
    std::uint64_t passed = 0;
    statistics::TrialProbability pass;
    TrialDistribution orr;            ///< all patients of the trials that passed, all treated
    TrialDistribution orr_evaluable;  ///< the same over evaluable patients
    TrialDistribution orr_later;      ///< only the patients after the first stage
};

/// The distribution of every outcome that is summarised as one (OutcomeEntry::is_distribution); times in
/// days.
struct OutcomeSpreads {
    std::array<statistics::Spread, outcome_count> of{};
    const statistics::Spread& operator[](OutcomeIndex outcome) const { return of[std::size_t(outcome)]; }
};

struct RegimenSummary {
    std::string label;
    statistics::Spread doses_given;
    statistics::Spread doses_held;
};

/// A published trial with its exact (Clopper-Pearson) 95% intervals.
struct PublishedSummary {
    std::string label;
    int responders = 0;
    int n = 0;
    double orr = 0;
    statistics::Interval orr_limits;
    int complete = -1;  ///< -1: not reported
    std::optional<double> complete_rate;
    std::optional<statistics::Interval> complete_limits;
    std::string role;
    std::string source;
    bool evaluable = false;  ///< n counts evaluable patients only
};

/// What failed in one arm: solver status and how many patients.
struct FailureCount {
    std::int32_t status;
    std::uint64_t patients;
};

using ResponseCounts = std::array<std::uint64_t, response_count>;  ///< by Response: NE, PD, SD, PR, CR
using ResponseShares = std::array<double, response_count>;

/// Virtual trials of one arm, or of arms counted together.
struct TrialSummary {
    TrialDistribution orr;            ///< responders / treated
    TrialDistribution orr_evaluable;  ///< responders / evaluable
    TrialDistribution complete;       ///< complete responders / treated
    TrialDistribution complete_evaluable;
    std::array<TrialDistribution, response_count> best_response;  ///< by Response, / treated
    TrialDistribution pfs_median_days;  ///< of one arm; infinite where a trial does not reach it
    std::optional<GateSummary> gate;
};

struct ArmSummary {
    std::string id;
    std::string label;
    std::uint64_t patients = 0;         ///< simulated
    std::uint64_t patients_failed = 0;  ///< not in any rate below
    std::vector<FailureCount> failures;
    std::uint64_t evaluable = 0;  ///< with a post-baseline scan

    statistics::PopulationRate orr_population;       ///< all treated
    statistics::PopulationRate orr_evaluable;        ///< responders / evaluable
    statistics::PopulationRate complete_population;  ///< CR, all treated
    statistics::PopulationRate disease_control;  ///< CR, PR or long enough without progression, all treated
    statistics::PopulationRate shrunk;           ///< any scan below baseline, of the evaluable
    statistics::PopulationRate late_responses;   ///< after week 24, of the responders
    statistics::PopulationRate orr_severe;       ///< of patients with hypotension of grade 3 or more
    statistics::PopulationRate orr_not_severe;   ///< of the others
    std::uint64_t unmeasurable = 0;              ///< without measurable disease at baseline: cannot respond
    ResponseCounts bor_counts{};
    ResponseShares bor{};  ///< of completed patients

    TrialSummary trial;
    std::vector<PublishedSummary> published;

    statistics::SurvivalSummary pfs, os, duration;
    statistics::SurvivalSummary complete_duration, partial_duration;  ///< of CR, of PR
    statistics::Spread responders_first_course_doses;  ///< as first_course_doses, of responders
    OutcomeSpreads spreads;
    std::vector<RegimenSummary> regimens;
    std::array<std::uint64_t, 6> hypotension_counts{};  ///< worst grade 0 to 5
    std::array<double, 6> hypotension{};
    /// Grade 3 or more, of completed patients.
    double severe_hypotension() const { return hypotension[3] + hypotension[4] + hypotension[5]; }

    ArmPredictive predictive;
    std::optional<ArmOverPopulations> over_populations;
};

/// Arms whose patients one trial counts together. Population values are weighted by each arm's patients in a
/// trial.
struct PooledSummary {
    std::string id;
    std::string label;
    std::vector<std::string> arms;  ///< ids
    std::vector<int> arm_n;
    int n = 0;  ///< patients of one trial
    std::optional<double> orr_population;
    std::optional<double> monte_carlo_standard_error;  ///< unset where the rate is 0 or 1
    double effective_patients = 0;                     ///< of equal weight, who would be as precise
    statistics::Interval orr_limits{0, 1};             ///< exact, 95%, of the effective number of patients
    std::optional<double> orr_evaluable;
    std::optional<double> disease_control;
    ResponseShares bor{};
    TrialSummary trial;
    std::vector<PublishedSummary> published;
    std::optional<statistics::PopulationDistribution> orr_over_populations;
};

/// Arm A against arm B over virtual trials.
struct HeadToHead {
    int n_a = 0, n_b = 0;
    statistics::TrialProbability a_greater, equal, b_greater;  ///< of the observed ORRs
    statistics::TrialProbability a_significant,
        b_significant;             ///< 95% Newcombe interval of the difference excludes 0; randomised only
    TrialDistribution difference;  ///< ORR_A - ORR_B; n of it is n_a + n_b
};

/// Progression-free survival of arm A against arm B over randomised virtual trials.
struct SurvivalComparison {
    TrialDistribution hazard_ratio;  ///< Peto's, A over B; n of it is n_a + n_b
    statistics::TrialProbability a_longer_significant, b_longer_significant;  ///< log-rank test, two-sided 5%
};

/// Two arms in the same patients: who responds to which.
struct TwinSummary {
    std::string arm_a, arm_b;  ///< ids
    int index_a = 0, index_b = 0;
    std::uint64_t patients = 0;  ///< that completed in both arms
    std::uint64_t both = 0, only_a = 0, only_b = 0, neither = 0;
    std::optional<statistics::DifferenceOfRates> difference;  ///< P(A) - P(B) in these patients, paired
    statistics::Interval both_bounds{
        0, 1};  ///< Frechet bounds of P(both) from the margins: [max(0, pA + pB - 1), min(pA, pB)]
    HeadToHead randomised;  ///< independent patients in each arm
    SurvivalComparison randomised_pfs;
    HeadToHead twin;  ///< the same patients in both arms
    std::optional<PairOverPopulations> over_populations;
    std::string note = cross_arm_note;
};

struct StudySummary {
    std::string id, title, disease;
    std::uint64_t patients = 0;         ///< simulated in every arm
    std::uint64_t patients_failed = 0;  ///< in at least one arm
    std::uint64_t outcomes_failed = 0;  ///< patient-arm pairs
    std::uint64_t pool_patients = 0;    ///< first patients by index from which trials were drawn
    bool pool_limited = false;          ///< more patients than the pool holds
    double between_trial_sd = 0;
    double assessor_odds_ratio = 1;
    std::uint64_t trials = 0;
    std::vector<ArmSummary> arms;
    std::vector<PooledSummary> pools;
    std::vector<TwinSummary> twins;  ///< every pair of arms, in order
    std::optional<PopulationsSummary> populations;
};

/// One arm of one virtual trial: a row of trials.csv.
struct TrialRow {
    std::uint64_t trial;
    int arm;  ///< index
    int n;
    int responders;  ///< CR + PR
    int complete;    ///< CR
    int evaluable;
    double trial_effect;  ///< shift of logit(ORR) of all arms of this trial: its own and its assessors'
    int population = -1;  ///< that the trial's patients come from, of PopulationsSummary::names; -1: the one
};

}  // namespace twinarm::trial
