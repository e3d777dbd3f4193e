// Of which patients a target is a share.
#pragma once

#include "host/calibrate/calibration.hpp"
#include "host/toml/fields.hpp"

namespace twinarm::calibrate {

/// `denominator`, and `where`: which patients by a covariate.
void read_denominator(toml::Fields& fields, SummaryRequest& request, base::Report& report);

}  // namespace twinarm::calibrate
