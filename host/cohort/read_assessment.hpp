// [assessment] and [solver]: criteria, scans, reader, tolerances.
#pragma once

#include "host/cohort/cohort.hpp"
#include "host/toml/node.hpp"

namespace twinarm::cohort {

/// Reads [assessment]; answers where its `scans` stand, or null.
const toml::Node* read_assessment(const toml::Node& root, Cohort& cohort, base::Report& report);

/// Scans of one arm from `{every}`, `{every, until, then}` or `{at}`, up to the horizon.
ScanSchedule read_scans(const toml::Node* node, std::int32_t horizon_min, base::Report& report);

void read_solver(const toml::Node& root, SolverSettings& solver, base::Report& report);

}  // namespace twinarm::cohort
