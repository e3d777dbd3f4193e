// resolved.toml: the merged tree as one text without includes.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "host/toml/node.hpp"

namespace twinarm::cohort {

/// A value as TOML on one line.
std::string value_text(const toml::Node& node);

/// Texts stay as they were written and numbers are printed so that they read back to the same bits.
std::string resolved_text(const toml::Node& root, const Cohort& cohort);

}  // namespace twinarm::cohort
