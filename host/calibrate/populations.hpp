// Plausible populations: draws from the posterior, as a file that a run takes.
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/posterior.hpp"

namespace twinarm::calibrate {

struct DrawnPopulation {
    std::vector<double> latent;
    double weight;
};

/// `count` draws, evenly spaced over all chains, with equal weights whose sum is 1; fewer where there are
/// fewer.
std::vector<DrawnPopulation> draw_populations(const Posterior& posterior, std::size_t hyper_parameters,
                                              int count);

/// CSV: "population,weight,PATH,...", rows. A cell is what `--set PATH=` takes; "PATH @ DISEASE" holds for
/// that disease only.
std::string populations_csv(const Calibration& calibration, const std::vector<DrawnPopulation>& populations);

}  // namespace twinarm::calibrate
