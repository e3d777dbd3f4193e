// [[regimen.NAME.rule]]: one dose rule.
#pragma once

#include <optional>

#include "host/cohort/node.hpp"
#include "kernels/dosing/regimen.hpp"

namespace twinarm {

/// "when <variable> <comparison> <threshold> do <action>"; nothing where it is wrong.
std::optional<DoseRule> read_rule(const Node& node, Report& report);

}  // namespace twinarm
