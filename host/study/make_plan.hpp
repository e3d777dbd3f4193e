// From what a user asked for to the cohort and the plan of a study.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/cohort/populations.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/store/study_plan.hpp"

namespace twinarm::study {

/// Which cohort, with what changed.
struct CohortOptions {
    std::string file;
    std::vector<std::string> set;
    std::optional<std::uint64_t> seed, patients;
    std::uint64_t first_patient = 0;
    std::vector<toml::Setting> point = {};  ///< of a grid or a search, over the others
};
/// Reads the cohort file, once: it may be a pipe, or "-" for standard input. Throws CohortError, FileError,
/// UsageError where `patients` is 0.
cohort::CohortFile open_cohort(const CohortOptions& options);
/// The opened file with the options, and with a warning for each setting that changes nothing.
cohort::Cohort read_cohort(const cohort::CohortFile& file, const CohortOptions& options);
/// Both.
cohort::Cohort read_cohort(const CohortOptions& options);

/// `--populations none`: the cohort is the only population.
inline constexpr const char* no_populations = "none";

/// Throws UsageError where a file that is written (nothing where it is empty) is one that the cohort or its
/// populations were read from, or one of a stored run.
void require_kept(const std::string& output, const cohort::Cohort& cohort,
                  const std::string& populations = "");

/// Where and how it is simulated.
struct EngineOptions {
    std::string device = "auto";        ///< auto, cpu, cuda or cuda:k
    std::string instructions = "auto";  ///< auto, baseline, avx2 or avx512
    int threads = 0, lanes = 0;         ///< 0: what suits
    std::uint64_t chunk = 0;
};

/// Threads, lanes, chunk and device. Throws DeviceError, UsageError.
void choose_engine(store::StudyPlan& plan, const EngineOptions& engine);

/// The plan of a run. `populations`: a file of plausible populations, which share the patients equally;
/// "none"; empty: what the cohort says (plan_populations.hpp). Throws DeviceError, UsageError, CohortError,
/// FileError.
store::StudyPlan make_plan(const cohort::Cohort& cohort, const CohortOptions& cohort_options,
                           const EngineOptions& engine, const std::string& populations = "");

}  // namespace twinarm::study
