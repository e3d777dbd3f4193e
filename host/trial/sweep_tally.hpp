// One point of a sweep: each arm's rates, and how they differ from the first point in the same patients.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/trial/arm_columns.hpp"
#include "host/trial/study_summary.hpp"
#include "host/trial/sweep_counts.hpp"

namespace twinarm::trial {

struct SweepRow {
    ArmSummary arm;                            ///< all patients, whatever the populations' weights
    std::optional<double> severe_hypotension;  ///< share of patients with grade 3 or more
    std::vector<double> doses;                 ///< mean given, by regimen
    std::vector<double> doses_errors;          ///< Monte-Carlo, by regimen
    std::optional<statistics::DifferenceOfRates> difference;  ///< ORR minus that of the first point, paired
    std::vector<ColumnResult> columns;                        ///< by arm_columns(), over the populations
};

/// A tally so far: all that is needed to go on with it.
struct SweepState {
    std::uint64_t patients = 0;
    std::vector<SweepCounts> arms;     ///< of the first population, then of the next one, ...
    std::vector<std::string> answers;  ///< by arm, a letter a patient; only of the first point
    cohort::PopulationPlaces places = one_place();

    /// One population of any number of patients.
    static cohort::PopulationPlaces one_place();
    std::size_t arm_count() const { return arms.size() / places.weights.size(); }
    /// The counts of an arm in each population.
    std::vector<const SweepCounts*> of_arm(std::size_t arm) const;

    /// Whether it can be that of the first point, or of another one.
    bool adds_up(bool first_point) const;
};

class SweepTally {
  public:
    /// `first`: the tally of the first point, which must outlive this; none: this is the first point.
    explicit SweepTally(int arms, const SweepTally* first = nullptr,
                        cohort::PopulationPlaces places = SweepState::one_place());
    /// Goes on. `state` adds up and has as many arms as the point.
    explicit SweepTally(SweepState state, const SweepTally* first = nullptr)
        : state_(std::move(state)), first_(first) {}

    /// The next patients, outcomes[k * arm_count + arm]: the same in the same order at every point.
    void add(const Outcome* outcomes, std::uint64_t patients);

    const SweepState& state() const { return state_; }

    /// By arm.
    std::vector<SweepRow> rows(const std::vector<cohort::ArmDesign>& labels) const;

  private:
    SweepState state_;
    const SweepTally* first_;
};

}  // namespace twinarm::trial
