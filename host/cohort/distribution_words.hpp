// A distribution in words, for reports.
#pragma once

#include <string>

#include "kernels/random/marginal.hpp"

namespace twinarm::cohort {

/// "lognormal, median 16.08 L/h, log sd 0.35"; `unit` with its leading blank, or nothing.
std::string distribution_words(const Marginal& marginal, const std::string& unit);

}  // namespace twinarm::cohort
