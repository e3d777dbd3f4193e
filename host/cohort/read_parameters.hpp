// The population of a cohort file: every parameter's distribution and the correlations between them.
#pragma once

#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/node.hpp"

namespace twinarm {

/// Reads every entry of parameter_table; one that is missing is an error.
void read_parameters(const Node& root, Cohort& cohort, Report& report);

/// Reads [[correlation]] into the copula; needs the marginals.
void read_correlations(const Node& root, Population& population, Report& report);

}  // namespace twinarm
