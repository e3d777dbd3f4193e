// A share as a logistic function of one number: logit p = intercept + slope x.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/statistics/estimate.hpp"

namespace twinarm::statistics {

struct LogisticFit {
    double intercept = 0, slope = 0;
    double intercept_variance = 0, slope_variance = 0, covariance = 0;  ///< inverse of the information

    double share_at(double x) const;
    /// Of the share at x: normal on the logit, 95%.
    Interval limits_at(double x) const;
    double slope_error() const;
    Interval slope_limits() const;  ///< normal, 95%
};

/// Maximum likelihood, by Newton's method. Nothing where `x` does not differ, where all or none of `events`
/// happened, or where x separates them so that the likelihood has no maximum. Source: McCullagh & Nelder
/// 1989, Generalized Linear Models, 4.4.
std::optional<LogisticFit> fit_logistic(const std::vector<double>& x, const std::vector<bool>& events);

}  // namespace twinarm::statistics
