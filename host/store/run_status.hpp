// How far a run is, as plain data: one process, or its shards on many machines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/store/study_plan.hpp"

namespace twinarm::store {

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
    bool merged = true;             ///< false: in shards that are not put together yet
    std::vector<PartStatus> parts;  ///< every shard, those that are missing too

    /// Of the parts that are running, together; 0 where nothing runs.
    double patients_per_second() const;
    /// At this rate; infinite where nothing runs.
    double seconds_left() const;
};

}  // namespace twinarm::store
