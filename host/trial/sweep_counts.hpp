// What is counted of one arm's patients, in one population, at one point of a sweep.
#pragma once

#include <cstdint>
#include <vector>

#include "host/statistics/histogram.hpp"
#include "host/statistics/kaplan_meier.hpp"
#include "host/trial/arm_counts.hpp"

namespace twinarm::trial {

struct SweepCounts {
    ArmCounts outcomes;
    std::vector<statistics::Histogram> doses =
        std::vector<statistics::Histogram>(max_regimens, statistics::Histogram{statistics::Bins::whole});
    /// Patients by the day of their event, and of their last observation where there was none.
    statistics::Histogram pfs_events{statistics::Bins::whole}, pfs_censored{statistics::Bins::whole},
        deaths{statistics::Bins::whole}, os_censored{statistics::Bins::whole};
    std::uint64_t compared = 0;          ///< patients that completed here and at the first point
    std::uint64_t gained = 0, lost = 0;  ///< of them, those that respond only here, only there

    void add(const Outcome& outcome);
    /// Other patients of the same arm.
    void add(const SweepCounts& other);

    std::vector<statistics::SurvivalTime> pfs() const;
    std::vector<statistics::SurvivalTime> os() const;

    /// Whether they can be the counts of so many patients.
    bool add_up(std::uint64_t patients) const;

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("outcomes", self.outcomes...);
        visit("doses", self.doses...);
        visit("pfs_events", self.pfs_events...);
        visit("pfs_censored", self.pfs_censored...);
        visit("deaths", self.deaths...);
        visit("os_censored", self.os_censored...);
        visit("compared", self.compared...);
        visit("gained", self.gained...);
        visit("lost", self.lost...);
    }
};

}  // namespace twinarm::trial
