// The coefficient of variation of a lognormal, and the standard deviation of its logarithm.
#pragma once

#include <cmath>

#include "kernels/core/exp_log.hpp"

namespace twinarm::cohort {

/// s of exp(s z), z standard normal, whose standard deviation is `cv` times its mean: s = sqrt(ln(1 + cv^2)).
inline double log_sd_of_cv(double cv) {
    return std::sqrt(logarithm(1 + cv * cv));
}

/// The same the other way round: sqrt(exp(s^2) - 1).
inline double cv_of_log_sd(double log_sd) {
    return std::sqrt(std::expm1(log_sd * log_sd));
}

}  // namespace twinarm::cohort
