// How well one number separates responders from the others: area under the ROC curve.
#pragma once

#include <optional>
#include <vector>

#include "host/statistics/estimate.hpp"

namespace twinarm::statistics {

struct Auc {
    double value;                    ///< P(responder's number > another's) + half of P(equal)
    std::optional<Interval> limits;  ///< 95%; unset where the variance is 0, as of perfect separation
};

/// With 95% limits, value +- 1.96 s, cut to [0, 1]. s^2 is the variance of the placements of responders among
/// the others over their number plus the reverse. Source: DeLong, DeLong & Clarke-Pearson 1988, Biometrics
/// 44:837. Nothing without a responder or without another.
std::optional<Auc> area_under_curve(const std::vector<double>& values, const std::vector<bool>& responders);

}  // namespace twinarm::statistics
