// What a command writes beside its folder is never a file that it reads, and never one of a stored run.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace twinarm::store {

/// Throws UsageError where `output` is one of `inputs`, as base::require_no_input, or a file of a run: what
/// the run.json beside it lists, and whatever has the name of a result beside a run.json, run.journal or
/// run.lock. A file of another name in that folder is the caller's own.
void require_kept(const std::filesystem::path& output, const std::vector<std::string>& inputs);

}  // namespace twinarm::store
