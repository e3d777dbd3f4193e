// Which points of a course are printed.
#pragma once

#include <cmath>
#include <vector>

#include "kernels/launch/simulate_course.hpp"

namespace twinarm::store {

/// The first point at or after each multiple of `every_h` hours, and the last point; all of them where
/// every_h is 0.
inline std::vector<CoursePoint> points_every(const std::vector<CoursePoint>& points, double every_h) {
    if (every_h <= 0) return points;
    std::vector<CoursePoint> chosen;
    double next = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        // A course's times are whole minutes: a millionth of an hour is rounding.
        if (points[i].time_h < next - 1e-6 && i + 1 != points.size()) continue;
        chosen.push_back(points[i]);
        next = every_h * (std::floor((points[i].time_h + 1e-6) / every_h) + 1);
    }
    return chosen;
}

}  // namespace twinarm::store
