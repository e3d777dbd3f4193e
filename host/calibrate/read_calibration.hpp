// Calibration files in: TOML text becomes a Calibration, or an exception with every error in it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/calibrate/calibration.hpp"

namespace twinarm::calibrate {

/// More than any calibration has: each experiment is a cohort in memory, each row of the reference table has
/// every hyper-parameter, and targets are compared with each other.
inline constexpr std::size_t most_experiments = 200, most_hyper_parameters = 200, most_targets = 1000;

/// Reads a calibration file and the cohorts that it names; `set` as `--set` of a cohort file. The
/// file may be a pipe, or "-" for standard input. Throws CohortError with all errors of the file, FileError.
Calibration read_calibration(const std::filesystem::path& path, const std::vector<std::string>& set = {});

/// [[hyper]] of the file.
void read_hyper_parameters(const toml::Node& root, Calibration& calibration, base::Report& report);
/// [[experiment]] of the file.
void read_experiments(const toml::Node& root, const std::filesystem::path& folder, Calibration& calibration,
                      base::Report& report);
/// [[target]] and [[contrast]] of the file; `defaults` is [calibration].
struct TargetDefaults {
    double between_trial_sd = 0.3;
    int between_trial_hyper = -1;  ///< [[hyper]] `trial.between_trial_sd`, or -1
    double investigator_odds_ratio = 1;
};
void read_targets(const toml::Node& root, const TargetDefaults& defaults, Calibration& calibration,
                  base::Report& report);

/// Elements of [[name]], or none.
const std::vector<toml::Node>& elements_of(const toml::Node& root, const std::string& name,
                                           base::Report& report);

}  // namespace twinarm::calibrate
