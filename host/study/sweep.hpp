// A grid of settings, every point simulated in the same patients.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "host/base/stop_token.hpp"
#include "host/study/make_plan.hpp"
#include "host/study/point.hpp"
#include "host/study/sweep_grid.hpp"
#include "host/trial/sweep_report.hpp"

namespace twinarm::study {

struct Sweep {
    trial::SweepReport report;
    int signal = 0;  ///< that ended it early, or 0
    std::vector<base::Diagnostic> warnings;
};

/// Called with the patients done over all points, how many there will be, and the number of arms.
using SweepProgress = std::function<void(std::uint64_t done, std::uint64_t of, int arms)>;

/// What is written of a sweep: none of it may be a file that the sweep reads.
struct KeptSweep {
    std::string csv;      ///< of the caller's table; empty: none
    std::string journal;  ///< what it has, so that it can go on: begun where nothing is; empty: none
    double seconds_between_commits = 4;
};

/// The grid, and what is simulated at each of its points.
struct SweepRequest {
    std::vector<trial::SweepAxis> axes;
    PointChoice choice{{}, no_populations};
};

/// Throws CohortError, FileError, UsageError or DeviceError for a mistake at any point before the first
/// patient is simulated; as store::SweepJournal where the file holds another sweep.
Sweep run_sweep(const CohortOptions& cohort, const EngineOptions& engine, const SweepRequest& request,
                const KeptSweep& kept, const SweepProgress& progress, const base::StopToken& stop);
/// The same of a file that is open.
Sweep run_sweep(const cohort::CohortFile& file, const CohortOptions& cohort, const EngineOptions& engine,
                const SweepRequest& request, const KeptSweep& kept, const SweepProgress& progress,
                const base::StopToken& stop);

/// How each point of a sweep is begun, cut in shards: a line for another process each, all shards of a point
/// before those of the next. Throws as run_sweep.
std::vector<std::string> sweep_starts(const cohort::CohortFile& file, const CohortOptions& cohort,
                                      const EngineOptions& engine, const std::vector<trial::SweepAxis>& axes,
                                      std::uint64_t shards_of_a_point);

/// The sweep of what bytes_of_shard() gave for each of these. Throws as join_shards().
trial::SweepReport join_sweep(const cohort::CohortFile& file, const CohortOptions& cohort,
                              const EngineOptions& engine, const std::vector<trial::SweepAxis>& axes,
                              const std::vector<std::string>& shards);

}  // namespace twinarm::study
