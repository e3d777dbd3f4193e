// Trials that escalate the dose, in virtual patients, over plausible populations.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/cohort/escalation.hpp"
#include "host/statistics/population_distribution.hpp"
#include "host/trial/escalation_step.hpp"
#include "host/trial/study_summary.hpp"
#include "host/trial/trial_random.hpp"

namespace twinarm::trial {

/// The levels at which a patient would have a dose-limiting toxicity: bit l for level l.
using DltLevels = std::uint16_t;

/// What trials are drawn from.
struct EscalationSource {
    std::vector<std::vector<DltLevels>> patients;  ///< [population]: those who completed every level
    std::vector<double> weights;                   ///< of the populations, sum 1
};

/// The most patients that a trial of this design can treat.
int most_patients(const cohort::EscalationDesign& design);

struct VirtualEscalation {
    std::vector<LevelCount> counts;  ///< by level
    std::optional<int> recommended;  ///< level; none where the lowest is too toxic
};
/// One trial. Nobody enters twice, so that a virtual patient is seen at one level only; there must be
/// most_patients(). Throws std::invalid_argument where there are not.
VirtualEscalation virtual_escalation(const cohort::EscalationDesign& design,
                                     const std::vector<DltLevels>& patients, UniformSequence random);

struct EscalationLevel {
    std::string arm, label;
    statistics::PopulationDistribution dlt_rate;  ///< of the populations
    statistics::TrialProbability is_right;        ///< share of populations whose right level it is
    statistics::TrialProbability recommended;     ///< share of trials
    std::optional<double> recommended_sd;         ///< of that share between populations, without chance
    statistics::TrialProbability given;           ///< share of trials that treat a patient at it
    double patients = 0, dlts = 0;                ///< mean of a trial
};

struct EscalationSummary {
    std::vector<EscalationLevel> levels;
    statistics::TrialProbability none_is_right, none_recommended;  ///< even the lowest level is too toxic
    /// The trial recommends its population's right level, a higher one, a lower one (or none).
    statistics::TrialProbability right, too_high, too_low;
    TrialDistribution patients, dlts;  ///< of a trial
    std::uint64_t trials = 0;
};

/// `trials` trials: one population each, by weight, then its patients. The right level of a population is the
/// highest whose rate of DLT is at most the target. `before_trial` may throw to end the drawing. Levels get
/// no names.
EscalationSummary virtual_escalations(const cohort::EscalationDesign& design, const EscalationSource& source,
                                      std::uint64_t seed, std::uint64_t trials,
                                      const std::function<void()>& before_trial = {});

}  // namespace twinarm::trial
