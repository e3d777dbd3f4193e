// The files of one run: patients.csv grows while it runs, the others are written at its end. All have their
// names only when they are published.
#pragma once

#include <exception>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "host/base/output_file.hpp"
#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/store/claimed_folder.hpp"
#include "host/store/run_record.hpp"
#include "host/trial/analysis.hpp"

namespace twinarm::store {

/// "double precision, reproducible build": what the last digits of results depend on.
std::string arithmetic_of(const cohort::Cohort& cohort);

class RunFolder {
  public:
    /// Up to `threads` threads write rows as text, one a core where it is 0. `cohort` and `design` must
    /// outlive this.
    RunFolder(FolderRequest request, const cohort::Cohort& cohort, const cohort::PopulationDesign& design,
              int threads = 0);

    /// A chunk's rows; the sink of a study.
    void add(const Outcome* outcomes, std::uint64_t patients);

    /// Tries to write the file even if another failed; the first error is kept for the exit code.
    /// Returns whether it went well.
    bool attempt(const std::function<void()>& write);
    std::exception_ptr first_error() const { return first_error_; }
    void keep_error(std::exception_ptr error);

    /// Completes patients.csv and outcomes.bin, unless a write failed: then what was written stays in
    /// NAME.partial.
    void finish_patients();
    /// Has `analysis` draw the virtual trials, one row each in trials.csv; returns its summary. `also`
    /// sees every row, too.
    trial::StudySummary summarise(trial::Analysis& analysis, const trial::TrialRowVisitor& also = {});
    void write_resolved();
    void write_populations(const std::string& text);
    void write_summary(const std::string& json);

    /// A complete file that others wrote here.
    void keep(OutputRecord file) { complete_.push_back(std::move(file)); }

    /// Writes run.json, with the facts and what the folder knows of its own files and populations, and gives
    /// every complete file its name; may be called again when there are more. The old results of the folder
    /// are there until then.
    void publish(const StudyPlan& plan, const StudyResult& result, RunFacts facts);
    /// The same for endpoints, whose outcomes are those of the run in the folder `of`.
    void publish_endpoints(const std::filesystem::path& of, RunFacts facts);

    const std::string& patients_sha256() const { return patients_sha256_; }
    const std::filesystem::path& path() const { return claim_.path(); }

  private:
    struct Rows {
        std::string patients, outcomes;
    };
    /// The rows of some patients, the first of whom is at `place` in the run.
    Rows rows_of(const Outcome* outcomes, std::uint64_t patients, std::uint64_t place) const;
    void add_to(RunFacts& facts) const;
    void write(const char* file, const std::string& text);
    void publish(const std::string& record);
    void finish(base::OutputFile& file, const std::string& name);

    ClaimedFolder claim_;
    const cohort::Cohort& cohort_;
    const cohort::PopulationDesign& design_;
    std::uint64_t patients_added_ = 0;
    unsigned threads_;
    base::OutputFile patients_, outcomes_;
    std::string patients_sha256_;
    std::vector<OutputRecord> complete_;
    std::exception_ptr first_error_;
};

}  // namespace twinarm::store
