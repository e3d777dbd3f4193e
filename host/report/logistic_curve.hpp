// The curve of a logistic regression, as a chart draws it.
#pragma once

#include <vector>

#include "host/statistics/logistic_fit.hpp"

namespace twinarm::report {

inline constexpr int curve_points = 25;

struct FittedPoint {
    double x, share;
    statistics::Interval limits;  ///< 95%
};

/// At evenly spaced x from the 2.5% to the 97.5% quantile of the ascending `values`.
std::vector<FittedPoint> logistic_curve(const statistics::LogisticFit& fit,
                                        const std::vector<double>& values);

}  // namespace twinarm::report
