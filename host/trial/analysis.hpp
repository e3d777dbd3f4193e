// From outcomes to the results of a study: add outcomes chunk by chunk, then take the summary.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/trial/outcome_pool.hpp"
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
/// patients). The result does not depend on how the patients were cut into chunks, or into parts that were
/// counted one by one.
class Analysis {
  public:
    /// `first_place`: of the first patient in the run, from 0. Trials are drawn from the first
    /// `capacity` patients of each population. Throws std::invalid_argument where published trials or
    /// pools of the cohort do not fit its arms.
    Analysis(const cohort::Cohort& cohort, cohort::PopulationDesign design, std::uint64_t first_place = 0,
             std::uint64_t capacity = pool_capacity);
    ~Analysis();
    Analysis(const Analysis&) = delete;  // pools are large
    Analysis& operator=(const Analysis&) = delete;

    /// outcomes[k * arm_count + a], k < patients, in order of the run.
    void add(const Outcome* outcomes, std::uint64_t patients);

    /// Everything that was counted so far, for add_state() in another process; to be taken before
    /// summarise(). More patients may follow.
    std::string state();

    /// Adds the patients of a state, which follow those that were added so far: the same as to add their
    /// outcomes. Throws DataError, and adds nothing, where `state` is no such state, of another run, or its
    /// counts do not add up.
    void add_state(std::string_view state);

    /// Draws the virtual trials and computes everything over the patients that were added; no more may
    /// follow. May be called more than once.
    StudySummary summarise(const TrialRowVisitor& visit = {});

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace twinarm::trial
