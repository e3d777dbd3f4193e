// The share of responders as a logistic function of one number.
#pragma once

#include <utility>
#include <vector>

namespace twinarm::report {

inline constexpr int curve_points = 25;

/// (x, fitted share) at evenly spaced x from the 2.5% to the 97.5% quantile of the ascending `values`. Empty
/// where the values do not differ, or where all or none respond.
std::vector<std::pair<double, double>> logistic_curve(const std::vector<double>& values,
                                                      const std::vector<bool>& responders);

}  // namespace twinarm::report
