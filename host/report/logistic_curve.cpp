// The curve of a logistic regression, as a chart draws it.
#include "host/report/logistic_curve.hpp"

#include "host/statistics/histogram.hpp"

namespace twinarm::report {

std::vector<FittedPoint> logistic_curve(const statistics::LogisticFit& fit,
                                        const std::vector<double>& values) {
    const auto at = [&](double p) { return values[statistics::quantile_index(p, values.size())]; };
    const double first = at(0.025), last = at(0.975);
    std::vector<FittedPoint> curve;
    for (int i = 0; i < curve_points; ++i) {
        const double x = first + (last - first) * i / (curve_points - 1);
        curve.push_back({x, fit.share_at(x), fit.limits_at(x)});
    }
    return curve;
}

}  // namespace twinarm::report
