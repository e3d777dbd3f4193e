// How far a run is, from its journals.
#include "host/study/run_status.hpp"

#include <algorithm>

#include "host/base/errors.hpp"
#include "host/store/file_names.hpp"
#include "host/store/folder_lock.hpp"
#include "host/store/run_record.hpp"
#include "host/study/merge_shards.hpp"

namespace twinarm::study {

namespace {

namespace fs = std::filesystem;

store::StudyPlan part_of(const store::RunStart& start, const store::Shard& shard) {
    store::StudyPlan plan;
    plan.patients = start.patients;
    plan.shard = shard;
    return plan;
}

store::PartStatus status_of(const ShardState& state) {
    store::PartStatus part;
    part.shard = state.place.shard;
    part.holder = state.holder;
    part.state = !state.holder.empty() ? store::PartState::running : store::PartState::waiting;
    if (!state.journal) return part;
    part.patients = part_of(state.journal->start, part.shard).planned();
    if (!state.journal->commits.empty()) {
        part.patients_done = state.journal->commits.back().patients;
        part.seconds = state.journal->commits.back().seconds;
    }
    if (state.complete) {
        part.state = store::PartState::complete;
        part.patients_done = part.patients;
    } else if (state.holder.empty()) {
        part.state = store::PartState::stopped;
    }
    return part;
}

/// A run of one process that is complete.
store::RunStatus status_of_complete(const fs::path& run) {
    const store::RunRecord record = store::read_run_record(run / store::file_name::run);
    store::RunStatus status;
    status.study = record.study;
    status.patients = status.patients_done = record.patients_done;
    status.parts = {{{}, store::PartState::complete, record.patients_done, record.patients_done, 0, ""}};
    return status;
}

}  // namespace

store::RunStatus run_status(const fs::path& run) {
    if (store::exit_code_of_complete_run(run, store::read_run_journal(run))) return status_of_complete(run);
    store::RunStatus status;
    std::vector<ShardState> states = shard_states(run);
    ShardState whole{{{}, run}, store::read_run_journal(run), false, store::holder_of(run)};
    status.merged = states.empty();
    if (states.empty() && whole.journal) states.push_back(std::move(whole));
    const auto begun = std::find_if(states.begin(), states.end(),
                                    [](const ShardState& state) { return state.journal.has_value(); });
    if (begun == states.end())
        throw base::UsageError(run.string() +
                               ": holds no run\n  Give the folder of a run (the --out of `twinarm run`).");
    const store::RunStart& start = begun->journal->start;
    status.study = start.study;
    status.patients = start.patients;
    const std::uint64_t of = states.front().place.shard.of;
    auto next = states.begin();
    for (store::Shard shard{1, of}; shard.number <= of; ++shard.number) {
        store::PartStatus part;
        if (next != states.end() && next->place.shard == shard) part = status_of(*next++);
        part.shard = shard;
        part.patients = part_of(start, shard).planned();
        status.patients_done += part.patients_done;
        status.parts.push_back(std::move(part));
    }
    return status;
}

}  // namespace twinarm::study
