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

struct CalibrationFolder {
    std::filesystem::path path;
    bool force = false;  ///< discard the reference table that is there
    bool check = false;  ///< for a check of the method, not for a fit
};
/// Creates the folder. A calibration continues in its folder if that has a reference table. Throws
/// UsageError, also where an input of the calibration or a file that no calibration wrote there would be
/// overwritten; FileError.
void prepare_calibration(const Calibration& calibration, const CalibrationFolder& folder);

/// The folder's reference table with the rows that it still lacked; fewer where `stop` says so. Old results
/// stay unless the table is discarded. Throws UsageError, FileError, DataError.
ReferenceTable reference_table(const Calibration& calibration, const CalibrationFolder& folder, int threads,
                               const CalibrationProgress& progress, const base::StopToken& stop);

/// Plausible populations and how well they are known; populations.csv and diagnostics.json in the folder take
/// the place of old ones together.
struct Fit {
    Diagnostics diagnostics;
    std::vector<DrawnPopulation> populations;
    std::string json;  ///< diagnostics.json
};
Fit fit_populations(const Calibration& calibration, const ReferenceTable& table, int threads,
                    const std::filesystem::path& folder);

/// Throws DataError where the posterior is not resolved: what to do stands in the message.
void require_resolved(const Calibration& calibration, const Fit& fit);

/// Simulation-based calibration with `truths` rows as the truth; check.json in the folder.
struct Checked {
    MethodCheck result;
    std::string json;  ///< check.json
};
Checked check_calibration(const Calibration& calibration, const ReferenceTable& table, int truths,
                          int threads, const std::filesystem::path& folder,
                          const CalibrationProgress& progress);
/// Throws VerificationError where the ranks of the true values are not uniform.
void require_passed(const Checked& checked, const std::filesystem::path& folder);

}  // namespace twinarm::calibrate
