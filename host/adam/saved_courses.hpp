// `run --save courses`: the whole courses of a few patients, simulated again once the run is done.
#pragma once

#include <filesystem>
#include <vector>

#include "host/base/stop_token.hpp"
#include "host/store/run_record.hpp"

namespace twinarm {

/// Addresses of `count` patients of a run, evenly spaced; all of them where it has fewer.
std::vector<std::uint64_t> evenly_spaced(const StudyPlan& plan, std::uint64_t count);

/// Writes courses.parquet, or courses.csv where the program was built without Arrow: every point in time of
/// every arm. Ends early where `stop` says so. Throws FileError.
OutputRecord save_courses(const std::filesystem::path& folder, const Cohort& cohort, const StudyPlan& plan,
                          const std::vector<std::uint64_t>& patients, const StopToken& stop);

}  // namespace twinarm
