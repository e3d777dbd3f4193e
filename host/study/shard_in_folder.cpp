// A shard of a run in its folder.
#include "host/study/shard_in_folder.hpp"

#include "host/store/run_journal.hpp"
#include "host/store/shard_folders.hpp"

namespace twinarm::study {

bool make_shard(const store::RunStart& start, const std::filesystem::path& run, const EngineOptions& engine,
                const base::StopToken& stop) {
    const std::filesystem::path folder = store::shard_folder(run, start.shard);
    std::optional<UnfinishedRun> begun = open_unfinished(folder, engine);
    const bool complete =
        store::exit_code_of_complete_run(folder, begun ? std::optional(begun->journal) : std::nullopt)
            .has_value();
    if (begun) require_same_run(folder, begun->journal.start, start);
    if (complete && !begun) require_same_run(store::read_stored_run(folder), start);
    if (complete) return true;
    if (!begun) begun = run_to_begin(start, folder, engine);
    const SavedRun saved = resume_run(*begun, {}, stop);
    if (saved.error) std::rethrow_exception(saved.error);
    return saved.published;
}

}  // namespace twinarm::study
