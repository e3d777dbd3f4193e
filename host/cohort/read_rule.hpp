// [[regimen.NAME.rule]]: one dose rule.
#pragma once

#include <optional>

#include "host/toml/node.hpp"
#include "kernels/dosing/regimen.hpp"

namespace twinarm::cohort {

/// "when <variable> <comparison> <threshold> do <action>"; nothing where it is wrong.
std::optional<DoseRule> read_rule(const toml::Node& node, base::Report& report);

}  // namespace twinarm::cohort
