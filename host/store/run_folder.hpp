// The files of one run: patients.csv and outcomes.bin grow while it runs, a journal says how much of them is
// on the disk, and the others are written at its end. All have their names only when they are published.
#pragma once

#include <chrono>
#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/base/output_file.hpp"
#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/store/claimed_folder.hpp"
#include "host/store/run_journal.hpp"
#include "host/store/run_record.hpp"
#include "host/trial/analysis.hpp"

namespace twinarm::store {

/// "double precision, reproducible build": what the last digits of results depend on.
std::string arithmetic_of(const cohort::Cohort& cohort);

/// How rows are written.
struct RowWriting {
    int threads = 0;          ///< that write rows as text; 0: one a core
    bool rows = true;         ///< whether patients.csv and outcomes.bin are kept at all
    std::uint64_t begin = 0;  ///< place in the run of the first patient
    std::string start = {};   ///< first line of the journal; empty: none is kept
    double seconds_between_commits = 4;
};

class RunFolder {
  public:
    /// `cohort` and `design` must outlive this.
    RunFolder(FolderRequest request, const cohort::Cohort& cohort, const cohort::PopulationDesign& design,
              RowWriting writing = {});
    /// Goes on with the run that the folder holds, after the patients of `last`.
    RunFolder(FolderRequest request, const cohort::Cohort& cohort, const cohort::PopulationDesign& design,
              RowWriting writing, const RunJournal& journal, const Commit& last);

    /// A chunk's rows; the sink of a study. Every few seconds they are made sure of.
    void add(const Outcome* outcomes, std::uint64_t patients);

    /// Tries to write the file even if another failed; the first error is kept for the exit code.
    /// Returns whether it went well.
    bool attempt(const std::function<void()>& write);
    std::exception_ptr first_error() const { return first_error_; }
    void keep_error(std::exception_ptr error);

    /// What the folder held before this run began.
    bool holds_old_results() const { return claim_.holds_old_results(); }

    /// Completes patients.csv and outcomes.bin, unless a write failed: then what was written stays in
    /// NAME.partial.
    void finish_patients();
    /// Has `analysis` draw the virtual trials, one row each in trials.csv; returns its summary. `also`
    /// sees every row, too.
    trial::StudySummary summarise(trial::Analysis& analysis, const trial::TrialRowVisitor& also = {});
    void write_resolved();
    void write_populations(const std::string& text);
    void write_summary(const std::string& json);
    void write_state(const std::string& cbor);

    /// A complete file that others wrote here.
    void keep(OutputRecord file) { complete_.push_back(std::move(file)); }

    /// Writes run.json, with the facts and what the folder knows of its own files and populations, and gives
    /// every complete file its name; may be called again when there are more. The old results of the folder
    /// are there until then. Once the run is complete there is no journal.
    void publish(const StudyPlan& plan, const StudyResult& result, RunFacts facts, bool complete);
    /// The same for endpoints, whose outcomes are those of the run in the folder `of`.
    void publish_endpoints(const std::filesystem::path& of, RunFacts facts);

    /// Of patients.csv; empty where it is not whole, or not kept.
    const std::string& patients_sha256() const { return patients_sha256_; }
    const std::filesystem::path& path() const { return claim_.path(); }

  private:
    struct Rows {
        std::string patients, outcomes;
    };
    /// The rows of some patients, the first of whom is at `place` in the run.
    Rows rows_of(const Outcome* outcomes, std::uint64_t patients, std::uint64_t place) const;
    void commit();
    void add_to(RunFacts& facts) const;
    void write(const char* file, const std::string& text);
    void publish(const std::string& record);
    void finish(base::OutputFile& file, const std::string& name);

    using Clock = std::chrono::steady_clock;
    ClaimedFolder claim_;
    const cohort::Cohort& cohort_;
    const cohort::PopulationDesign& design_;
    RowWriting writing_;
    unsigned threads_;
    std::uint64_t patients_added_ = 0, patients_committed_ = 0;
    std::optional<base::OutputFile> patients_, outcomes_;
    std::optional<Journal> journal_;
    Clock::time_point began_ = Clock::now(), committed_ = began_;
    double seconds_before_ = 0;  ///< that patients of an earlier process took
    std::string patients_sha256_;
    std::vector<OutputRecord> complete_;
    std::exception_ptr first_error_;
};

}  // namespace twinarm::store
