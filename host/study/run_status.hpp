// How far a run is, from its journals: one process, or its shards on many machines.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/store/study_plan.hpp"

namespace twinarm::study {

enum class PartState { missing, waiting, running, stopped, complete };

/// "complete".
std::string name_of(PartState state);

/// One process of a run: a shard, or the whole run as 1/1.
struct PartStatus {
    store::Shard shard;
    PartState state = PartState::missing;
    std::uint64_t patients = 0;       ///< of the part
    std::uint64_t patients_done = 0;  ///< on the disk
    double seconds = 0;               ///< that they took
    std::string holder;               ///< who works at it: "process 17 on host since ..."
};

struct RunStatus {
    std::string study;
    std::uint64_t patients = 0, patients_done = 0;
    bool merged = true;                  ///< false: in shards that are not put together yet
    std::vector<PartStatus> parts;       ///< every shard, those that are missing too
    double patients_per_second() const;  ///< of the parts that are running, together; 0: not known
    double seconds_left() const;         ///< at this rate; infinite where nothing runs
};

/// Throws UsageError where the folder holds no run, and as reading journals and run.json does.
RunStatus run_status(const std::filesystem::path& run);

}  // namespace twinarm::study
