// Plausible populations: rows of the reference table drawn from the posterior, as a file that a run takes.
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/posterior.hpp"

namespace twinarm::calibrate {

struct DrawnPopulation {
    std::size_t row;
    double weight;
};

/// `count` different rows of the posterior (fewer where fewer have weight), weights sum to 1. Rows heavier
/// than a limit keep their weight; of the lighter ones some are drawn, each with the limit as its weight and
/// with a probability of its own weight over the limit (Fearnhead and Clifford 2003, J R Stat Soc B 65:887).
std::vector<DrawnPopulation> draw_populations(const Posterior& posterior, int count, std::uint64_t seed);

/// CSV: comments, "population,weight,PATH,...", rows. A cell is what `--set PATH=` takes; "PATH @ DISEASE"
/// holds for that disease only.
std::string populations_csv(const Calibration& calibration, const ReferenceTable& table,
                            const std::vector<DrawnPopulation>& populations);

}  // namespace twinarm::calibrate
