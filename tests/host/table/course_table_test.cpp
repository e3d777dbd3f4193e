// Which points of a course are printed, and what a rule says in words.
#include "host/table/course_table.hpp"

#include <gtest/gtest.h>

#include "host/store/course_points.hpp"

namespace twinarm::table {
namespace {

std::vector<double> times_every(double every_h, std::vector<double> times) {
    std::vector<CoursePoint> points;
    for (const double time : times) {
        points.push_back({});
        points.back().time_h = time;
    }
    std::vector<double> chosen;
    for (const CoursePoint& point : store::points_every(points, every_h)) chosen.push_back(point.time_h);
    return chosen;
}

TEST(CoursePoints, TheFirstAtOrAfterEachMultipleAndTheLast) {
    EXPECT_EQ(times_every(24, {0, 8, 16, 24, 30, 47, 50, 60}), (std::vector<double>{0, 24, 50, 60}));
}
TEST(CoursePoints, AllOfThemWhereNothingIsAsked) {
    EXPECT_EQ(times_every(0, {0, 1, 2}), (std::vector<double>{0, 1, 2}));
}
TEST(CoursePoints, AGapSkipsMultiplesWithoutRepeatingPoints) {
    EXPECT_EQ(times_every(10, {0, 35, 36, 41}), (std::vector<double>{0, 35, 41}));
}

TEST(RuleInWords, NamesThePatientsOwnThreshold) {
    DoseRule rule{
        RuleVariable::leak, Comparison::greater_or_equal, RuleAction::skip, RuleMoment::before_dose, 0, 2};
    EXPECT_EQ(rule_in_words(rule, {0, 0, 0.625}),
              std::string("leak >= 0.625 (") + parameter_table[2].name + ")");
}
TEST(RuleInWords, ResponsesHaveNamesAndTimesAreDays) {
    EXPECT_EQ(rule_in_words({RuleVariable::response, Comparison::equal, RuleAction::stop,
                             RuleMoment::before_dose, 1, -1},
                            {}),
              "response = PD");
    EXPECT_EQ(rule_in_words({RuleVariable::time_on_treatment, Comparison::greater, RuleAction::stop,
                             RuleMoment::before_dose, 240, -1},
                            {}),
              "days on treatment > 10");
}

}  // namespace
}  // namespace twinarm::table
