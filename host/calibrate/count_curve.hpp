// Likelihoods of counts as functions of a logit.
#pragma once

#include <cmath>

#include "host/calibrate/calibration.hpp"
#include "host/calibrate/effect_integral.hpp"

namespace twinarm::calibrate {

/// p^x (1-p)^(n-x). The binomial coefficient, which no parameter changes, is left out.
LogCurve count_curve(double logit, const ObservedCount& count);
/// Its slope alone, which costs less.
inline double count_slope(double logit, const ObservedCount& count) {
    return count.x - count.n / (1 + std::exp(-logit));
}
/// The probability of as many responders in the first stage as open the second.
LogCurve gate_curve(double logit, const cohort::StageGate& gate);
/// Of a value on its column's scale: normal.
LogCurve value_curve(double centre, const ObservedValue& value);
/// That it lies in its range, both ends moved by normal errors; or that it does not.
LogCurve range_curve(double centre, const ObservedRange& range);

}  // namespace twinarm::calibrate
