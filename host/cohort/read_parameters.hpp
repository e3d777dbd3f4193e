// The population of a cohort file: every parameter's distribution and the correlations between them.
#pragma once

#include <vector>

#include "host/cohort/drug.hpp"
#include "host/toml/node.hpp"

namespace twinarm::cohort {

/// Reads every entry of parameter_table, and the parameters of further drugs; one that is missing and has no
/// default is an error.
void read_parameters(const toml::Node& root, const DrugFactsTable& drugs, Cohort& cohort,
                     base::Report& report);

/// Reads [[correlation]] into the copula; needs the marginals. Correlations of a kind's own drug hold for
/// every drug of its kind.
void read_correlations(const toml::Node& root, Cohort& cohort, base::Report& report);

}  // namespace twinarm::cohort
