// [design], [[design.vary]] and [[design.constraint]].
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/cohort/design.hpp"
#include "host/toml/node.hpp"

namespace twinarm::cohort {

/// Nothing where the file has no [design]. `arms`: ids of the cohort's arms.
std::optional<Design> read_design(const toml::Node& root, const std::vector<std::string>& arms,
                                  base::Report& report);

}  // namespace twinarm::cohort
