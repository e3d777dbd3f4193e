// Normal, lognormal, logit-normal, uniform and log-uniform distribution functions.
#include "host/cohort/truncation.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

namespace twinarm::cohort {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Of a normal variable with this mean and sd; a spread of 0 is a step.
double normal_below(double x, double mean, double sd) {
    if (sd == 0 || std::isinf(x)) return x > mean ? 1 : 0;
    return boost::math::cdf(boost::math::normal(), (x - mean) / sd);
}

double logit(double p) {
    return std::log(p / (1 - p));
}

}  // namespace

double probability_below(DistributionKind kind, const MarginalComponent& c, double x) {
    switch (kind) {
        case DistributionKind::normal:
            return normal_below(x, c.location, c.scale);
        case DistributionKind::lognormal:
            return x <= 0 ? 0 : normal_below(std::log(x), std::log(c.location), c.scale);
        case DistributionKind::logit_normal:
            return x <= 0 ? 0 : x >= 1 ? 1 : normal_below(logit(x), logit(c.location), c.scale);
        case DistributionKind::uniform:
            return std::clamp((x - c.location) / (c.scale - c.location), 0.0, 1.0);
        case DistributionKind::log_uniform:
            return x <= 0 ? 0
                          : std::clamp(std::log(x / c.location) / std::log(c.scale / c.location), 0.0, 1.0);
        case DistributionKind::fixed:
        case DistributionKind::categorical:
            break;
    }
    return 0;
}

Support support_of(DistributionKind kind, const MarginalComponent& c) {
    switch (kind) {
        case DistributionKind::normal:
            return {-infinite, infinite};
        case DistributionKind::lognormal:
            return {0, infinite};
        case DistributionKind::logit_normal:
            return {0, 1};
        case DistributionKind::uniform:
        case DistributionKind::log_uniform:
            return {c.location, c.scale};
        case DistributionKind::fixed:
        case DistributionKind::categorical:
            break;
    }
    return {c.location, c.location};
}

}  // namespace twinarm::cohort
