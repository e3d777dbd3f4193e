// Logistic regression: log odds of response as a weighted sum of traits.
#pragma once

#include <vector>

namespace twinarm::statistics {

/// Coefficients of the columns (each with mean 0 and variance 1), with an intercept that is not returned.
/// Newton's method on the likelihood with a ridge of one patient's information, so that a trait that
/// separates perfectly or repeats another one still has an answer.
std::vector<double> logistic_coefficients(const std::vector<std::vector<double>>& columns,
                                          const std::vector<bool>& responders);

}  // namespace twinarm::statistics
