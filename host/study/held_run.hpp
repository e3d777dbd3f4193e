// A run in memory: nothing is written before it is asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/study/save_run.hpp"

namespace twinarm::store {
struct StoredRun;
}

namespace twinarm::study {

struct HeldRun {
    cohort::Cohort cohort;
    store::StudyPlan plan;
    store::StudyResult result;
    std::vector<Outcome> outcomes;  ///< outcomes[k * arm_count + arm] of the patients that are done

    /// What patient `number` was simulated under; as Studies::at.
    const Study& study_of(std::uint64_t number, cohort::StudySpace& space) const {
        return plan.study_of(number, space);
    }
};

/// Simulates all patients of the plan, or until `stop` says so: what is done is in the result. Throws what
/// the engine throws.
HeldRun hold_run(cohort::Cohort cohort, store::StudyPlan plan, const ProgressSink& progress,
                 const base::StopToken& stop);

/// The outcomes of a run on disk, as the engine gave them but for the solver's steps. Throws UsageError where
/// it keeps no rows, FileError, DataError or VerificationError where its files are damaged.
HeldRun hold_stored_run(const store::StoredRun& stored, const ProgressSink& progress,
                        const base::StopToken& stop);

/// A shard that was simulated, for join_shards() of the same program in another process: how it was begun,
/// one line, and its outcomes.
std::string bytes_of_shard(const HeldRun& shard);

/// The whole run of all its shards, in order; `plan` is that of the whole run. Throws DataError where one of
/// them is of another run or program, or does not have all of its patients.
HeldRun join_shards(cohort::Cohort cohort, store::StudyPlan plan, const std::vector<std::string>& shards);

struct HeldSummary {
    trial::StudySummary summary;
    std::string text;  ///< summary.json
    std::vector<trial::TrialRow> trials;
};

/// Draws the virtual trials; nothing where `stop` ended it.
std::optional<HeldSummary> summarise(const HeldRun& run, const base::StopToken& stop);

/// The folder that save_run() would have written. Throws as save_run.
SavedRun save_held_run(const HeldRun& run, const SaveRequest& request, const base::StopToken& stop);

}  // namespace twinarm::study
