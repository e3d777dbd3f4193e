// Data that a target's trial would have reported where the truth is one row of the reference table.
#pragma once

#include <vector>

#include "host/calibrate/likelihood.hpp"
#include "host/trial/trial_random.hpp"

namespace twinarm::calibrate {

/// One simulated report, one datum for each part, drawn from exactly what log_likelihood() assumes: effect,
/// gate, counts within counts.
std::vector<Datum> simulate_data(const Target& target, const std::vector<Summary>& summaries,
                                 double between_trial_sd, trial::UniformSequence& random);

/// What of a report is looked at: a count's share of all patients, or a quantile.
double reported(const std::vector<Datum>& data, std::size_t part);

}  // namespace twinarm::calibrate
