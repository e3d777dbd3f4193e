// Data that all trials would have reported where the simulated numbers are known.
#pragma once

#include "host/calibrate/likelihood.hpp"
#include "host/trial/trial_random.hpp"

namespace twinarm::calibrate {

/// Simulated reports, one datum for each part, drawn from exactly what Likelihood assumes: effects that
/// trials share, gates, counts within counts, errors of values.
Data simulate_data(const Calibration& calibration, const Eigen::VectorXd& centre,
                   const Eigen::VectorXd& latent, trial::UniformSequence& random);

/// What of a report is looked at: a count's share, of all patients unless they are a part by themselves, or a
/// value in its unit; of a range how far the value that lies in it, or not, is known: nothing, not-a-number.
double reported(const Calibration& calibration, const Data& data, const PartPlace& place);

}  // namespace twinarm::calibrate
