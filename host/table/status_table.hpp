// How far a run is, on a terminal and for machines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/store/study_plan.hpp"

namespace twinarm::table {

struct StatusFacts {
    std::string run, study;
    std::uint64_t patients = 0, patients_done = 0;
    bool merged = true;              ///< false: its shards are not put together yet
    double patients_per_second = 0;  ///< 0: nothing runs
    double seconds_left = 0;         ///< infinite: not known
    struct Part {
        store::Shard shard;
        std::string progress;  ///< complete, running, stopped, waiting or missing
        std::uint64_t patients = 0, patients_done = 0;
        std::string holder;   ///< who works at it
        std::string command;  ///< that makes it or goes on with it; empty where it is complete
    };
    std::vector<Part> parts;
};

/// Of many shards only those that are not complete are listed, at most 20.
std::string status_table(const StatusFacts& facts);
std::string status_json(const StatusFacts& facts);

}  // namespace twinarm::table
