// From outcomes to the results of a study: add outcomes chunk by chunk, then take the summary.
#pragma once

#include <cstdint>
#include <memory>

#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/trial/virtual_trials.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::trial {

/// Counts patients, draws virtual trials from them, and computes the summary.
///
/// Arms' rates are computed in each population, virtual trials take one population by weight and then
/// patients of it, and what is not split by population (best response, survival, twins, ...) counts the first
/// patients of each population in proportion to its weight. Most runs have one population, the cohort itself.
///
/// Memory does not grow with the number of patients beyond the pools (16 bytes a patient and arm, 1,000,000
/// patients). The result does not depend on how the patients were cut into chunks.
class Analysis {
  public:
    /// Throws std::invalid_argument where published trials or pools of the cohort do not fit its arms.
    Analysis(const cohort::Cohort& cohort, cohort::PopulationDesign design);
    ~Analysis();
    Analysis(const Analysis&) = delete;  // pools are large
    Analysis& operator=(const Analysis&) = delete;

    /// outcomes[k * arm_count + a], k < patients, in order of the run from its first patient on.
    void add(const Outcome* outcomes, std::uint64_t patients);

    /// Draws the virtual trials and computes everything over the patients that were added; no more may
    /// follow. May be called more than once.
    StudySummary summarise(const TrialRowVisitor& visit = {});

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace twinarm::trial
