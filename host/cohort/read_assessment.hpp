// [assessment] and [solver]: criteria, scans, reader, tolerances.
#pragma once

#include "host/cohort/cohort.hpp"
#include "host/cohort/node.hpp"

namespace twinarm {

/// Reads [assessment]; answers where its `scans` stand, or null.
const Node* read_assessment(const Node& root, Cohort& cohort, Report& report);

/// Scans of one arm from `{every}`, `{every, until, then}` or `{at}`, up to the horizon.
ScanSchedule read_scans(const Node* node, std::int32_t horizon_min, Report& report);

void read_solver(const Node& root, SolverSettings& solver, Report& report);

}  // namespace twinarm
