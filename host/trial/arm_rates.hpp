// What is kept of one arm in one of many populations: its counts, and when patients progressed and died.
#pragma once

#include <vector>

#include "host/statistics/kaplan_meier.hpp"
#include "host/trial/arm_counts.hpp"
#include "host/trial/arm_tally.hpp"

namespace twinarm::trial {

class ArmRates {
  public:
    /// Other patients of the same arm.
    void add(const ArmTally& other);
    void add(const ArmRates& other);

    /// Counts, rates and survival of an arm's summary.
    ArmSummary summarise() const;

    const ArmCounts& counts() const { return counts_; }

    /// Whether they can be the counts of so many patients.
    bool add_up(std::uint64_t patients) const;

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("counts", self.counts_...);
        visit("pfs", self.pfs_...);
        visit("os", self.os_...);
    }

  private:
    ArmCounts counts_;
    std::vector<statistics::SurvivalTime> pfs_, os_;
};

}  // namespace twinarm::trial
