// A row of hyper-parameters as settings of a cohort.
#pragma once

#include <vector>

#include "host/calibrate/calibration.hpp"

namespace twinarm::calibrate {

/// The experiment's cohort at the row's hyper-parameters, those of other diseases left out.
cohort::Cohort row_cohort(const std::vector<HyperParameter>& hyper, const std::vector<double>& latent,
                          const Experiment& experiment);

}  // namespace twinarm::calibrate
