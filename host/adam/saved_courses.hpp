// `run --save courses`: the whole courses of a few patients, simulated again once the run is done.
#pragma once

#include <filesystem>
#include <vector>

#include "host/run/population_cohorts.hpp"
#include "host/run/run_record.hpp"

namespace twinarm {

/// Addresses of `count` patients of a run, evenly spaced; all of them where it has fewer.
std::vector<std::uint64_t> evenly_spaced(const SimulationPlan& plan, std::uint64_t count);

/// Writes courses.parquet, or courses.csv where the program was built without Arrow: every point in time of
/// every arm. Stops early where a signal comes. `populations` where the run is over several. Throws
/// FileError.
OutputRecord save_courses(const std::filesystem::path& folder, const Cohort& cohort,
                          const SimulationPlan& plan, const PopulationCohorts* populations,
                          const std::vector<std::uint64_t>& patients);

}  // namespace twinarm
