// The names of the files in the folder of a run.
#pragma once

namespace twinarm::store {

namespace file_name {

inline constexpr const char* run = "run.json";          ///< how the run was made
inline constexpr const char* summary = "summary.json";  ///< its results
inline constexpr const char* resolved = "resolved.toml";
inline constexpr const char* populations = "populations.csv";  ///< those of a run over several
inline constexpr const char* patients = "patients.csv";
inline constexpr const char* outcomes = "outcomes.bin";
inline constexpr const char* trials = "trials.csv";
inline constexpr const char* journal = "run.journal";  ///< of a run that is not complete
inline constexpr const char* state = "counts.cbor";    ///< of a shard that keeps no rows: what it counted
inline constexpr const char* shards = "shards";        ///< folder of the shards of a run

/// Courses that are being simulated, and how many there are: of a run that is not complete.
inline constexpr const char *course_rows = "courses.rows", *course_journal = "courses.journal";

/// What `run --save tables` writes: analysis datasets, each in one or more formats, and virtual trials.
inline constexpr const char* tables[] = {"adsl", "adrs", "adtr", "adtte", "adex", "adtrait"};
inline constexpr const char* table_endings[] = {".parquet", ".xpt", ".json"};
inline constexpr const char* trials_table = "trials.parquet";
/// What `run --save courses` writes, with Arrow and without.
inline constexpr const char *courses_table = "courses.parquet", *courses = "courses.csv";

}  // namespace file_name

}  // namespace twinarm::store
