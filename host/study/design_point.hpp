// One trial point of a design: simulated, counted and judged.
#pragma once

#include <string>
#include <vector>

#include "host/cohort/population_design.hpp"
#include "host/trial/design_report.hpp"
#include "host/trial/sweep_tally.hpp"

namespace twinarm::study {

/// Patients are counted in blocks, so that differences between points have an error whatever the column: each
/// plausible population is one, and the cohort alone is cut into twenty.
struct DesignBlocks {
    cohort::PopulationPlaces places;  ///< of the blocks
    std::size_t of_population = 1;    ///< blocks in each
};
DesignBlocks blocks_of(const cohort::PopulationPlaces& populations);

/// Columns, objective and constraints of one arm's patients. Values and places of what is varied are the
/// caller's to fill in. A median that is not reached counts as `horizon_months`.
trial::DesignPoint judged_point(const cohort::Design& design, const trial::SweepState& counts,
                                const DesignBlocks& blocks, double horizon_months, int regimens);

}  // namespace twinarm::study
