// A run that was begun and is not complete: what it simulates, and how much of it is on the disk.
#pragma once

#include <filesystem>
#include <optional>

#include "host/cohort/cohort.hpp"
#include "host/store/run_journal.hpp"
#include "host/store/stored_run.hpp"
#include "host/study/make_plan.hpp"
#include "host/study/save_run.hpp"

namespace twinarm::study {

struct UnfinishedRun {
    store::RunJournal journal;
    store::Commit last;  ///< the last one that is whole; zero patients where none is
    cohort::Cohort cohort;
    store::StudyPlan plan;
    SaveRequest request;
};

/// Of a folder; none where it has no journal. Throws DataError that names what differs where this program or
/// device would give other results; FileError, VerificationError, DataError where the journal is damaged.
std::optional<UnfinishedRun> open_unfinished(const std::filesystem::path& folder,
                                             const EngineOptions& engine);

/// The cohort and the plan of a run that was begun; `name` is the journal's in messages.
cohort::Cohort cohort_of(const store::RunStart& start, const std::string& name);
store::StudyPlan plan_of(const store::RunStart& start, const cohort::Cohort& cohort);
/// What it was asked to save, in `folder`.
SaveRequest request_of(const store::RunStart& start, const std::filesystem::path& folder);

/// Throws DataError that names what differs where the folder's run is not the one that was asked for.
void require_same_run(const std::filesystem::path& folder, const store::RunStart& begun,
                      const store::RunStart& asked);

/// The same of a run that is complete.
void require_same_run(const store::StoredRun& complete, const store::RunStart& asked);

/// A run that is begun as `start` says. Throws as open_unfinished.
UnfinishedRun run_to_begin(store::RunStart start, const std::filesystem::path& folder,
                           const EngineOptions& engine);

/// Goes on where the run ended, with any threads, lanes and chunks. The results are those of a run that was
/// never interrupted. Throws as save_run, and VerificationError where its rows contradict themselves.
SavedRun resume_run(const UnfinishedRun& run, const ProgressSink& progress, const base::StopToken& stop);

}  // namespace twinarm::study
