// What a machine and this program offer, on a terminal and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "kernels/launch/simulate.hpp"

namespace twinarm::table {

struct MachineFacts {
    std::string cpu_name;
    unsigned cores = 0;
    int usable_threads = 0;   ///< of this process: affinity and quota
    double memory_bytes = 0;  ///< 0 where the system does not say
    GpuState gpu;
    int gpu_index = 0;
    bool sbml = false, report = false, parquet = false, xpt = false;  ///< what this program was built with
    std::string chromium;                                             ///< its path, or empty
};

std::string machine_table(const MachineFacts& facts);
nlohmann::ordered_json machine_json(const MachineFacts& facts);

}  // namespace twinarm::table
