// run.json: how a run was made, so that it can be made again.
#pragma once

#include <cstdint>
#include <ctime>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "host/base/plain_file.hpp"
#include "host/cohort/cohort.hpp"
#include "host/store/endpoints_part.hpp"
#include "host/store/study_plan.hpp"

namespace twinarm::store {

/// Plausible populations of a run; its folder holds their file.
struct PopulationsRecord {
    std::string file, sha256;
    std::uint64_t populations = 0;
    std::uint64_t patients_each = 0;
};

/// A file that is complete.
struct OutputRecord {
    std::string name, sha256;
    std::uint64_t bytes = 0;
};

struct RunFacts {
    std::string started;  ///< UTC, ISO 8601
    double wall_seconds = 0;
    bool rows = true;             ///< whether patients.csv and outcomes.bin are kept
    std::string patients_sha256;  ///< empty where patients.csv is not whole
    std::uint64_t patients_bytes = 0;
    double max_fail = 0;
    int exit_code = 0;
    std::string problem;                ///< what ended the run early, or empty
    std::vector<std::string> warnings;  ///< of the cohort and the plan
    std::optional<PopulationsRecord> populations;
    std::vector<OutputRecord> complete;      ///< all files but run.json
    std::optional<EndpointsPart> endpoints;  ///< where the outcomes are a run's, read again by other rules
};

inline constexpr int run_schema_version = 1;

std::string run_record_json(const cohort::Cohort& cohort, const StudyPlan& plan, const StudyResult& result,
                            const RunFacts& facts);
/// run.json of endpoints: that of the run in the folder `of`, with the files, the time and the rules of
/// `facts`. Throws as read_run_record.
std::string endpoints_record_json(const std::filesystem::path& of, const RunFacts& facts);

/// What other verbs need of a run.
struct RunRecord {
    std::string version;
    std::string study;
    std::uint64_t seed = 0;
    std::uint64_t first_patient = 0;
    std::uint64_t patients_done = 0, patients_planned = 0;
    bool interrupted = false;  ///< ended before everything that was asked for was done
    std::string problem;       ///< what ended it early, or empty
    int exit_code = 0;
    double simulation_seconds = 0;
    std::optional<PopulationsRecord> populations;
    bool keeps_rows = true;
    std::optional<Shard> shard;  ///< of a run whose other parts are elsewhere
    std::string endpoints_of;  ///< folder of the run whose outcomes were read again by other rules, or empty
    std::map<std::string, base::FileFacts> outputs;  ///< its files by name; no SHA-256: not complete

    /// Of a file of the run. Throws FileError where the run did not complete it, UsageError where it keeps no
    /// rows. A record that was not read knows no files: then nothing is compared.
    base::FileFacts file(const std::filesystem::path& path) const;
};
/// Reads RUN/run.json. Throws FileError where it cannot be read, VerificationError where it is not what a run
/// wrote, DataError with file:line:column where it is not as run.schema.json says.
RunRecord read_run_record(const std::filesystem::path& path);
/// All of it; throws as read_run_record.
nlohmann::ordered_json read_run_json(const std::filesystem::path& path);

/// The present time, UTC, "2025-01-31T12:00:00Z"; SOURCE_DATE_EPOCH [s] where that is set, so that all bytes
/// of a run can be made again (https://reproducible-builds.org/specs/source-date-epoch).
std::string utc_now();
/// Such a time in seconds since 1970; 0 where the text is none.
std::time_t time_of(const std::string& utc);

}  // namespace twinarm::store
