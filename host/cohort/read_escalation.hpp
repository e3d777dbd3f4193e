// [escalation]: dose levels, what is dose-limiting, and the design.
#pragma once

#include "host/cohort/cohort.hpp"
#include "host/toml/node.hpp"

namespace twinarm::cohort {

/// Fills the cohort's escalation; its arms and horizon must have been read.
void read_escalation(const toml::Node& root, Cohort& cohort, base::Report& report);

}  // namespace twinarm::cohort
