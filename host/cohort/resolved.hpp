// resolved.toml: the merged tree as one text without includes.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "host/cohort/node.hpp"

namespace twinarm {

/// A value as TOML on one line.
std::string value_text(const Node& node);

/// Texts stay as they were written and numbers are printed so that they read back to the same bits.
std::string resolved_text(const Node& root, const std::vector<InputFile>& files);

}  // namespace twinarm
