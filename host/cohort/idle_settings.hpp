// Settings of the command line that change nothing.
#pragma once

#include <string>
#include <vector>

#include "host/cohort/read_cohort.hpp"

namespace twinarm::cohort {

/// A warning for each `--set` of `overrides` that changes nothing in `cohort`: the file says the same
/// already, a later option replaces it, or no arm uses what it sets. `cohort` is `file` with `overrides`.
std::vector<base::Diagnostic> idle_settings(const CohortFile& file, const CohortOverrides& overrides,
                                            const Cohort& cohort);

}  // namespace twinarm::cohort
