// Plausible populations: rows of the reference table drawn from the posterior, as a file that a run takes.
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/posterior.hpp"

namespace twinarm {

struct DrawnPopulation {
    std::size_t row;
    double weight;
};

/// Draws `count` rows from the posterior, with replacement; a row that is drawn several times has that much
/// more weight.
std::vector<DrawnPopulation> draw_populations(const Posterior& posterior, int count, std::uint64_t seed);

/// CSV: comments, "population,weight,PATH,...", rows. A cell is what `--set PATH=` takes; "PATH @ DISEASE"
/// holds for that disease only.
std::string populations_csv(const Calibration& calibration, const ReferenceTable& table,
                            const std::vector<DrawnPopulation>& populations);

}  // namespace twinarm
