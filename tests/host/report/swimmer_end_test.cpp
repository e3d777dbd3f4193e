// Every way in which time without progression may end is one of its kind.
#include "host/report/swimmer_end.hpp"

#include <gtest/gtest.h>

namespace twinarm::report {
namespace {

/// Scans on days 0, 42 and 84 of a study of 100 days.
Study study() {
    Study made{};
    made.horizon_min = 100 * 1440;
    made.scans[0].count = 3;
    for (int k = 0; k < 3; ++k) made.scans[0].minute[k] = 42 * 1440 * k;
    return made;
}

Outcome outcome(int pfs_event, double progression_d, int os_event, double os_d) {
    Outcome made{};
    made.pfs_event = pfs_event;
    made.progression_h = progression_d < 0 ? never : progression_d * 24;
    made.os_event = os_event;
    made.os_h = os_d * 24;
    return made;
}

TEST(SwimmerEnd, AnEventIsTheScanOfProgressionOrDeath) {
    EXPECT_EQ(swimmer_end(outcome(1, 42, 1, 60), study()), SwimmerEnd::progression);
    EXPECT_EQ(swimmer_end(outcome(1, -1, 1, 60), study()), SwimmerEnd::death);
}

TEST(SwimmerEnd, WhoWasLostIsNotOngoing) {
    EXPECT_EQ(swimmer_end(outcome(0, -1, 0, 60), study()), SwimmerEnd::lost);
    EXPECT_EQ(swimmer_end(outcome(0, -1, 0, 100), study()), SwimmerEnd::ongoing);
}

TEST(SwimmerEnd, AnEventAfterMissedVisitsIsCensored) {
    EXPECT_EQ(swimmer_end(outcome(0, 84, 0, 100), study()), SwimmerEnd::after_missed_visits);
    EXPECT_EQ(swimmer_end(outcome(0, -1, 1, 80), study()), SwimmerEnd::after_missed_visits);
}

TEST(SwimmerEnd, ADeathAfterTheLastVisitIsADeath) {
    EXPECT_EQ(swimmer_end(outcome(0, -1, 1, 90), study()), SwimmerEnd::death_after_last_visit);
}

}  // namespace
}  // namespace twinarm::report
