// The best doses, schedules and properties of a molecule in given ranges: a search in the same patients.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/base/stop_token.hpp"
#include "host/study/make_plan.hpp"
#include "host/trial/design_report.hpp"

namespace twinarm::study {

struct DesignSearch {
    trial::DesignReport report;
    std::vector<base::Diagnostic> warnings;
};

struct DesignRequest {
    std::string populations;           ///< as in make_plan()
    std::vector<std::string> written;  ///< files that the caller writes: none may be one that is read
};

/// Called with the patients done in all evaluations so far, and how many there will be at most.
using DesignProgress = std::function<void(std::uint64_t done, std::uint64_t of)>;

/// [design] of the file; nothing where there is none. Throws CohortError at the file's line and column for
/// every mistake, also those that only the cohort shows: a path that there is not, a value that it does not
/// take.
std::optional<cohort::Design> checked_design(const cohort::CohortFile& file, const CohortOptions& options);

/// Simulates the file as it is, the points of the search, the best one's neighbours, and the best one in
/// other patients. Stopped early it has the points that are whole. Throws CohortError, UsageError where the
/// file has no [design], FileError, DeviceError.
DesignSearch run_design(const CohortOptions& options, const EngineOptions& engine,
                        const DesignRequest& request, const DesignProgress& progress,
                        const base::StopToken& stop);

}  // namespace twinarm::study
