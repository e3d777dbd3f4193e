// The plan of a regimen, as if no dose were held.
#include "host/report/planned_doses.hpp"

#include <gtest/gtest.h>

namespace twinarm::report {
namespace {

Regimen two_cycles_of_three() {
    Regimen regimen{};
    regimen.doses_per_cycle = 3;
    regimen.dose_interval_min = 480;
    regimen.cycles_per_course = 2;
    regimen.cycle_interval_min = 14 * 1440;
    regimen.max_courses = 2;
    regimen.course_interval_min = 84 * 1440;
    return regimen;
}

TEST(PlannedDoses, RunThroughCyclesAndCourses) {
    const auto doses = planned_doses(two_cycles_of_three(), 365 * 1440, 100);
    ASSERT_EQ(doses.size(), 12u);
    EXPECT_DOUBLE_EQ(doses[1].day, 1.0 / 3);
    EXPECT_DOUBLE_EQ(doses[3].day, 14);
    EXPECT_DOUBLE_EQ(doses[6].day, 84);
    EXPECT_EQ(doses[11].course, 1);
    EXPECT_EQ(doses[11].cycle, 1);
    EXPECT_EQ(doses[11].dose, 2);
}

TEST(PlannedDoses, EndWithTheFollowUpTheDurationOrTheNumberAskedFor) {
    Regimen regimen = two_cycles_of_three();
    EXPECT_EQ(planned_doses(regimen, 14 * 1440, 100).size(), 3u);
    EXPECT_EQ(planned_doses(regimen, 365 * 1440, 5).size(), 5u);
    regimen.max_duration_min = 20 * 1440;
    EXPECT_EQ(planned_doses(regimen, 365 * 1440, 100).size(), 6u);
}

}  // namespace
}  // namespace twinarm::report
