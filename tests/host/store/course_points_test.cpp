// Which points of a course are printed.
#include "host/store/course_points.hpp"

#include <gtest/gtest.h>

namespace twinarm::store {
namespace {

std::vector<double> times_every(double every_h, std::vector<double> times) {
    std::vector<CoursePoint> points;
    for (const double time : times) {
        points.push_back({});
        points.back().time_h = time;
    }
    std::vector<double> chosen;
    for (const CoursePoint& point : points_every(points, every_h)) chosen.push_back(point.time_h);
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

}  // namespace
}  // namespace twinarm::store
