// A distribution in words, for reports.
#pragma once

#include <string>

#include "host/toml/node.hpp"
#include "kernels/random/marginal.hpp"

namespace twinarm::cohort {

/// "lognormal, median 16.08 L/h, log sd 0.35"; `unit` with its leading blank, or nothing.
std::string distribution_words(const Marginal& marginal, const std::string& unit);

/// The keys with which a table gives a distribution, separated by commas.
std::string keys_given(const toml::Node& node);

}  // namespace twinarm::cohort
