// How a run was begun: all that is needed to go on with it, or to simulate another part of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/store/study_plan.hpp"

namespace twinarm::store {

/// What a run keeps beside its summary.
struct KeptResults {
    bool rows = true;                         ///< patients.csv and outcomes.bin
    std::vector<std::string> tables = {};     ///< formats of the ADaM tables, by ending: ".parquet"
    std::vector<std::uint64_t> courses = {};  ///< patients whose courses are kept

    bool operator==(const KeptResults&) const = default;
};

struct RunStart {
    // What the results depend on. Threads, lanes, chunks and instruction sets are not among it.
    std::string program;  ///< version, commit and build
    std::string device;   ///< "cpu" or "cuda"
    std::string cohort;   ///< resolved, one TOML text
    std::uint64_t seed = 0, first_patient = 0, patients = 0;
    Shard shard;
    std::string populations;  ///< text of the populations file; empty where there is none
    KeptResults kept;

    // What its record tells.
    std::string study, populations_file, started;
    double max_fail = 0;
    std::vector<toml::InputFile> inputs;
    std::vector<std::string> warnings;
};

RunStart start_of(const cohort::Cohort& cohort, const StudyPlan& plan, const KeptResults& kept);

/// A resolved cohort without its comments, which say what files it was made from.
std::string without_comments(const std::string& resolved);

/// One line of JSON.
std::string text_of(const RunStart& start);
/// Throws DataError with the place where the text says something else.
RunStart read_run_start(const std::string& text, const std::string& place);

/// The first thing of `other` that gives other results than `start`, "the seed is 7, not 1"; empty where all
/// are the same. The shards of a run differ in `shard`, and may in `max_fail`, which decides no more than an
/// exit code: both are compared where `same_part` is set.
std::string difference(const RunStart& start, const RunStart& other, bool same_part = true);

}  // namespace twinarm::store
