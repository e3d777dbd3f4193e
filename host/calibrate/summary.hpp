// A column of the reference table from the outcomes of one experiment.
#pragma once

#include <vector>

#include "host/calibrate/calibration.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::calibrate {

/// Of a count: how many of how many simulated patients, fractions where arms are counted together. Of a
/// quantile or a difference: its value and its Monte-Carlo standard error.
struct Summary {
    double value = 0;
    double of = 0;
};

/// outcomes[k * arm_count + a] of `patients` patients; `covariate` has the chosen parameter of each patient,
/// empty where none is asked for. Failed patients are not counted.
Summary summarise(const SummaryRequest& request, const std::vector<Outcome>& outcomes, int arm_count,
                  const std::vector<double>& covariate);

/// (value + 1/2) / (of + 1): a share that is never 0 or 1.
double share_of(const Summary& summary);

/// A column on the scale on which it is compared, with its Monte-Carlo variance.
struct OnScale {
    double value, variance;
};
OnScale on_scale(const SummaryRequest& request, const Summary& summary);
/// A number of that scale as it is reported: a share, or a value in its unit.
double reported_value(const SummaryRequest& request, double on_scale);

}  // namespace twinarm::calibrate
