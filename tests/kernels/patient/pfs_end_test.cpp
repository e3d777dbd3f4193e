// Every way in which progression-free survival may end is one of its kind.
#include "kernels/patient/pfs_end.hpp"

#include <gtest/gtest.h>

namespace twinarm {
namespace {

/// Scans on days 0, 42 and 84 of a study of 100 days.
Study followed_for_100_days() {
    Study made{};
    made.horizon_min = 100 * 1440;
    made.scans[0].count = 3;
    for (int k = 0; k < 3; ++k) made.scans[0].minute[k] = 42 * 1440 * k;
    return made;
}

Outcome outcome_of(int pfs_event, double progression_d, int os_event, double os_d) {
    Outcome made{};
    made.pfs_event = pfs_event;
    made.progression_h = progression_d < 0 ? never : progression_d * 24;
    made.os_event = os_event;
    made.os_h = os_d * 24;
    return made;
}

TEST(PfsEnd, AnEventIsTheScanOfProgressionOrDeath) {
    EXPECT_EQ(pfs_end(outcome_of(1, 42, 1, 60), followed_for_100_days()), PfsEnd::progression);
    EXPECT_EQ(pfs_end(outcome_of(1, -1, 1, 60), followed_for_100_days()), PfsEnd::death);
}

TEST(PfsEnd, WhoWasLostIsNotOngoing) {
    EXPECT_EQ(pfs_end(outcome_of(0, -1, 0, 60), followed_for_100_days()), PfsEnd::lost);
    EXPECT_EQ(pfs_end(outcome_of(0, -1, 0, 100), followed_for_100_days()), PfsEnd::ongoing);
}

TEST(PfsEnd, AnEventAfterMissedVisitsIsCensored) {
    EXPECT_EQ(pfs_end(outcome_of(0, 84, 0, 100), followed_for_100_days()), PfsEnd::after_missed_visits);
    EXPECT_EQ(pfs_end(outcome_of(0, -1, 1, 80), followed_for_100_days()), PfsEnd::after_missed_visits);
}

TEST(PfsEnd, ADeathAfterTheLastVisitIsADeath) {
    EXPECT_EQ(pfs_end(outcome_of(0, -1, 1, 90), followed_for_100_days()), PfsEnd::death_after_last_visit);
}

}  // namespace
}  // namespace twinarm
