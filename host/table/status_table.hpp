// How far a run is, on a terminal and for machines.
#pragma once

#include <filesystem>
#include <string>

#include "host/store/run_status.hpp"

namespace twinarm::table {

/// Of many shards only those that are not complete are listed, at most 20, each with the command that makes
/// it or goes on with it.
std::string status_table(const std::filesystem::path& run, const store::RunStatus& status);
std::string status_json(const std::filesystem::path& run, const store::RunStatus& status);

}  // namespace twinarm::table
