// A calibration in its folder: the reference table, then the plausible populations or the check of the
// method.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "host/base/stop_token.hpp"
#include "host/calibrate/check_method.hpp"
#include "host/calibrate/diagnostics.hpp"
#include "host/calibrate/populations.hpp"

namespace twinarm::calibrate {

/// The results in the folder of a calibration, beside its table.
inline constexpr const char *populations_name = "populations.csv", *diagnostics_name = "diagnostics.json",
                            *check_name = "check.json";

/// Called with how many are done and how many there will be.
using CalibrationProgress = std::function<void(std::uint64_t done, std::uint64_t of)>;

/// Makes the folder ready. A calibration continues in its folder if that has a reference table; `force`
/// discards it. Old results of a fit, or of a check, are removed. Throws UsageError, FileError.
void prepare_calibration(const std::filesystem::path& folder, bool force, bool check);

/// The folder's reference table with the rows that it still lacked; fewer where `stop` says so. Throws
/// FileError, DataError.
ReferenceTable reference_table(const Calibration& calibration, const std::filesystem::path& folder,
                               int threads, const CalibrationProgress& progress, const base::StopToken& stop);

/// Plausible populations and how well they are known; populations.csv and diagnostics.json in the folder.
struct Fit {
    Diagnostics diagnostics;
    std::vector<DrawnPopulation> populations;
    std::string json;  ///< diagnostics.json
};
Fit fit_populations(const Calibration& calibration, const ReferenceTable& table,
                    const std::filesystem::path& folder);

/// Simulation-based calibration with `truths` rows as the truth; check.json in the folder.
struct Checked {
    MethodCheck result;
    std::string json;  ///< check.json
};
Checked check_calibration(const Calibration& calibration, const ReferenceTable& table, int truths,
                          int threads, const std::filesystem::path& folder,
                          const CalibrationProgress& progress);

}  // namespace twinarm::calibrate
