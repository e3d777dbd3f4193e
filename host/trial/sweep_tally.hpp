// One point of a sweep: each arm's rates, and how they differ from the first point in the same patients.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/statistics/histogram.hpp"
#include "host/trial/arm_counts.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::trial {

struct SweepRow {
    ArmSummary arm;
    std::optional<double> severe_hypotension;                 ///< share of patients with grade 3 or more
    std::vector<double> doses;                                ///< mean given, by regimen
    std::optional<statistics::DifferenceOfRates> difference;  ///< ORR minus that of the first point, paired
};

/// What is counted of one arm at one point.
struct SweepCounts {
    ArmCounts outcomes;
    std::vector<statistics::Histogram> doses =
        std::vector<statistics::Histogram>(max_regimens, statistics::Histogram{statistics::Bins::whole});
    std::uint64_t compared = 0;          ///< patients that completed here and at the first point
    std::uint64_t gained = 0, lost = 0;  ///< of them, those that respond only here, only there

    void add(const Outcome& outcome);

    /// Whether they can be the counts of so many patients.
    bool add_up(std::uint64_t patients) const;

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("outcomes", self.outcomes...);
        visit("doses", self.doses...);
        visit("compared", self.compared...);
        visit("gained", self.gained...);
        visit("lost", self.lost...);
    }
};

/// A tally so far: all that is needed to go on with it.
struct SweepState {
    std::uint64_t patients = 0;
    std::vector<SweepCounts> arms;
    std::vector<std::string> answers;  ///< by arm, a letter a patient; only of the first point

    /// Whether it can be that of the first point, or of another one.
    bool adds_up(bool first_point) const;
};

class SweepTally {
  public:
    /// `first`: the tally of the first point, which must outlive this; none: this is the first point.
    explicit SweepTally(int arms, const SweepTally* first = nullptr);
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
