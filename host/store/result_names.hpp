// The names of all files that a run can write: --force replaces these and nothing else.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace twinarm::store {

/// Without run.lock.
const std::vector<std::string>& result_names();

/// The same in a folder: what a verb that reads a run may read.
std::vector<std::string> result_paths(const std::filesystem::path& folder);

/// Those that a run wrote in this folder, as its run.json says; none where that is not a record of twinarm.
std::set<std::string> names_written_by_run(const std::filesystem::path& folder);

}  // namespace twinarm::store
