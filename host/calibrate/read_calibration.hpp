// Calibration files in: TOML text becomes a Calibration, or an exception with every error in it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/calibrate/calibration.hpp"

namespace twinarm {

/// Reads a calibration file and the cohorts that it names; `set` as `--set` of a cohort file. Throws
/// CohortError with all errors of the file at once.
Calibration read_calibration(const std::filesystem::path& path, const std::vector<std::string>& set = {});

/// [[hyper]] of the file.
void read_hyper_parameters(const Node& root, Calibration& calibration, Report& report);
/// [[experiment]] of the file.
void read_experiments(const Node& root, const std::filesystem::path& folder, Calibration& calibration,
                      Report& report);
/// [[target]] and [[contrast]] of the file; `defaults` is [calibration].
struct TargetDefaults {
    double between_trial_sd = 0.3;
    int between_trial_hyper = -1;  ///< [[hyper]] `trial.between_trial_sd`, or -1
    double investigator_odds_ratio = 1;
};
void read_targets(const Node& root, const TargetDefaults& defaults, Calibration& calibration, Report& report);

/// Elements of [[name]], or none.
const std::vector<Node>& elements_of(const Node& root, const std::string& name, Report& report);

}  // namespace twinarm
