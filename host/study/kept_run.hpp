// A run whose results are being written: everything that takes its outcomes, and its end. Where the outcomes
// come from, the engine, the rows of an unfinished run or those of shards, is others' business.
#pragma once

#include <chrono>
#include <memory>

#include "host/store/run_journal.hpp"
#include "host/study/save_run.hpp"
#include "host/trial/analysis.hpp"

namespace twinarm::store {
class RunFolder;
}

namespace twinarm::study {

class SavedTables;

/// Where a run comes from that was begun before.
struct Begun {
    const store::RunStart* start = nullptr;      ///< how; none: it begins now
    const store::RunJournal* journal = nullptr;  ///< of the run in the folder that goes on
    store::Commit last = {};                     ///< of it
    bool beside_shards = false;                  ///< it is merged from the shards in the folder
};

class KeptRun {
  public:
    /// All of them must outlive this. Throws as save_run.
    KeptRun(const cohort::Cohort& cohort, const store::StudyPlan& plan, const SaveRequest& request,
            const Begun& begun = {});
    ~KeptRun();

    /// Of outcomes that are new.
    StudySinks sinks(const ProgressSink& progress);
    /// Of outcomes whose rows are in the folder.
    OutcomeSink sink_of_old_rows();
    trial::Analysis& analysis() { return analysis_; }

    /// Writes all that is not written yet and gives the files their names.
    SavedRun finish(store::StudyResult result, const base::StopToken& stop);

  private:
    void publish(SavedRun& run, ExitCode code, const std::string& problem, bool complete);
    void save_courses(SavedRun& run, const base::StopToken& stop);
    void draw_trials(SavedRun& run, const base::StopToken& stop);
    ExitCode code_of(const SavedRun& run) const;

    const cohort::Cohort& cohort_;
    const store::StudyPlan& plan_;
    const SaveRequest& request_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    store::RunStart start_;
    std::unique_ptr<store::RunFolder> folder_;
    std::unique_ptr<SavedTables> tables_;
    trial::Analysis analysis_;
    bool merges_;  ///< the shards stay: there is nothing to save before the end
};

}  // namespace twinarm::study
