// Integer counts over all patients of one arm: independent of their order.
#pragma once

#include <cstdint>
#include <vector>

#include "host/statistics/histogram.hpp"
#include "host/statistics/kaplan_meier.hpp"
#include "host/trial/arm_counts.hpp"
#include "host/trial/study_summary.hpp"
#include "kernels/patient/outcome_table.hpp"

namespace twinarm::trial {

class ArmTally {
  public:
    ArmTally();

    void add(const Outcome& outcome);
    /// Other patients of the same arm.
    void add(const ArmTally& other);

    /// All of an arm's summary but its names, virtual trials and published trials.
    ArmSummary summarise(const std::vector<std::string>& regimen_labels) const;

    const ArmCounts& counts() const { return counts_; }
    const statistics::DailySurvival& pfs() const { return pfs_; }
    const statistics::DailySurvival& os() const { return os_; }

    /// Whether they can be the counts of so many patients.
    bool add_up(std::uint64_t patients) const;

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("counts", self.counts_...);
        visit("pfs", self.pfs_...);
        visit("os", self.os_...);
        visit("duration", self.duration_...);
        visit("complete_duration", self.complete_duration_...);
        visit("partial_duration", self.partial_duration_...);
        visit("responders_first_course_doses", self.responders_doses_...);
        visit("doses_given", self.given_...);
        visit("doses_held", self.held_...);
        for (const OutcomeEntry& entry : outcome_table)
            if (entry.is_distribution()) visit(entry.name, self.distribution_[std::size_t(entry.index)]...);
    }

  private:
    ArmCounts counts_;
    statistics::DailySurvival pfs_, os_, duration_, complete_duration_, partial_duration_;
    statistics::Histogram responders_doses_{statistics::Bins::whole};  ///< of the first course
    std::vector<statistics::Histogram>
        distribution_;  ///< by outcome; empty of those that are summarised otherwise

    std::vector<statistics::Histogram> given_ =
        std::vector<statistics::Histogram>(max_regimens, statistics::Histogram{statistics::Bins::whole});
    std::vector<statistics::Histogram> held_ =
        std::vector<statistics::Histogram>(max_regimens, statistics::Histogram{statistics::Bins::whole});
};

}  // namespace twinarm::trial
