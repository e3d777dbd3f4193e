// The shards of a run put together: the results are those of one process.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "host/store/shard_folders.hpp"
#include "host/study/unfinished_run.hpp"

namespace twinarm::study {

/// What a shard's folder holds.
struct ShardState {
    store::ShardFolder place;
    std::optional<store::RunJournal> journal;  ///< none: it has not begun
    bool complete = false;
    std::string holder;  ///< of its lock; empty where nobody works at it
};
/// Throws as shard_folders and read_run_journal do.
std::vector<ShardState> shard_states(const std::filesystem::path& run);

/// How a shard of the run is begun, from what the others say; none where no shard has begun.
std::optional<store::RunStart> start_like_others(const std::filesystem::path& run, const store::Shard& shard);

struct Merge {
    store::RunStart start;
    cohort::Cohort cohort;
    store::StudyPlan plan;
    SaveRequest request;
    std::vector<ShardState> shards;  ///< all of them, in order
};
/// Throws UsageError where the folder has no shards; DataError where a shard is missing, not complete, or of
/// another run: each is named with the command that makes it.
Merge prepare_merge(const std::filesystem::path& run, bool force, int threads);

/// Reads every shard once, in order, and compares all of it with its SHA-256. Nothing is published before the
/// last is read. Throws as save_run and as reading a run does.
SavedRun merge_shards(const Merge& merge, const ProgressSink& progress, const base::StopToken& stop);

}  // namespace twinarm::study
