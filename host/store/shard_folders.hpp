// Where the shards of a run lie: RUN/shards/3-of-16.
#pragma once

#include <filesystem>
#include <vector>

#include "host/store/study_plan.hpp"

namespace twinarm::store {

std::filesystem::path shard_folder(const std::filesystem::path& run, const Shard& shard);

struct ShardFolder {
    Shard shard;
    std::filesystem::path folder;
};
/// In order of their numbers. Throws UsageError where a run was cut differently, "3-of-16" and "1-of-8".
std::vector<ShardFolder> shard_folders(const std::filesystem::path& run);

/// The command that makes a shard, or goes on with it.
std::string shard_command(const std::filesystem::path& run, const Shard& shard);

}  // namespace twinarm::store
