// The plan of a regimen, dose after dose, without a patient.
#include "kernels/dosing/dose_cursor.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

/// Times of all planned doses [h], at most `most`.
std::vector<double> plan(const Regimen& regimen, std::size_t most = 200) {
    std::vector<double> times;
    DoseCursor at{};
    for (end_where_due(regimen, at); !at.ended && times.size() < most; end_where_due(regimen, at)) {
        times.push_back(planned_min(regimen, at) / 60.0);
        next_dose(regimen, at);
    }
    return times;
}

TEST(DoseCursor, PlansThreeCoursesOfTwentyEightDosesOfHighDoseIl2) {
    const std::vector<double> times = plan(reference::plain_high_dose_il2());
    ASSERT_EQ(times.size(), 84u);
    std::vector<double> expected;
    for (const int course_d : {0, 84, 168})
        for (const int cycle_d : {0, 14})
            for (const int hour : {0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104})
                expected.push_back((course_d + cycle_d) * 24 + hour);
    EXPECT_EQ(times, expected);
}

TEST(DoseCursor, WithoutALimitOfCoursesGoesOn) {
    const std::vector<double> times = plan(reference::nktr214());
    ASSERT_EQ(times.size(), 200u);
    EXPECT_EQ(times[199], 199 * 504);
}

TEST(DoseCursor, NoDoseComesAtOrAfterTheMaximalDuration) {
    Regimen r = reference::nktr214();
    r.max_duration_min = 12 * reference::week;
    EXPECT_EQ(plan(r), (std::vector<double>{0, 504, 1008, 1512}));
    r.max_duration_min += 1;
    EXPECT_EQ(plan(r), (std::vector<double>{0, 504, 1008, 1512, 2016}));
}

TEST(DoseCursor, TheMaximalDurationCountsFromTheFirstDose) {
    Regimen r = reference::nktr214();
    r.first_dose_min = 7 * reference::day;
    r.max_duration_min = 6 * reference::week;
    EXPECT_EQ(plan(r), (std::vector<double>{168, 672}));
}

TEST(DoseCursor, CountsStartAgainWithEachCycleAndCourse) {
    const Regimen r = reference::plain_high_dose_il2();
    DoseCursor at{};
    EXPECT_TRUE(opens_course(at));
    for (int i = 0; i < 14; ++i) {
        at.given_in_cycle = at.given_in_course = 5;
        next_dose(r, at);
    }
    EXPECT_EQ(at.cycle, 1);
    EXPECT_EQ(at.dose, 0);
    EXPECT_EQ(at.given_in_cycle, 0);
    EXPECT_EQ(at.given_in_course, 5);
    EXPECT_FALSE(opens_course(at));
    for (int i = 0; i < 14; ++i) next_dose(r, at);
    EXPECT_EQ(at.course, 1);
    EXPECT_EQ(at.given_in_course, 0);
    EXPECT_TRUE(opens_course(at));
}

TEST(DoseCursor, ADelayShiftsAllThatFollows) {
    const Regimen r = reference::nktr214();
    DoseCursor at{};
    at.delay_min = 90;
    next_dose(r, at);
    EXPECT_EQ(planned_min(r, at), 3 * reference::week + 90);
}

}  // namespace
}  // namespace twinarm
