// The population of a cohort file: every parameter's distribution and the correlations between them.
#pragma once

#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/toml/node.hpp"

namespace twinarm::cohort {

/// Reads every entry of parameter_table; one that is missing is an error.
void read_parameters(const toml::Node& root, Cohort& cohort, base::Report& report);

/// Reads [[correlation]] into the copula; needs the marginals.
void read_correlations(const toml::Node& root, Population& population, base::Report& report);

}  // namespace twinarm::cohort
