// Outcomes, their ranges and values with errors, as a target's measures have them.
#pragma once

#include "host/calibrate/calibration.hpp"
#include "host/toml/fields.hpp"

namespace twinarm::calibrate {

/// `of`, the name of a numeric column of patients.csv.
OutcomeIndex read_outcome(toml::Fields& fields, base::Report& report);
/// `of` with `at_least`, `at_most` or both, in the unit of patients.csv.
OutcomeRange read_outcome_range(toml::Fields& fields, base::Report& report);
/// `value` with `sd` or `log_sd`; or `from`, `to` or both, likewise. With `log_sd` the column is compared as
/// a logarithm, which `request` then says.
Datum read_observed_value(toml::Fields& fields, SummaryRequest& request, base::Report& report);

}  // namespace twinarm::calibrate
