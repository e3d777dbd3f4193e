// The files of one run: patients.csv grows while it runs, the others are written at its end.
#pragma once

#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "host/base/output_file.hpp"
#include "host/cohort/cohort.hpp"
#include "host/cohort/population_design.hpp"
#include "host/trial/analysis.hpp"

namespace twinarm::store {

/// "double precision, reproducible build": what the last digits of results depend on.
std::string arithmetic_of(const cohort::Cohort& cohort);

class RunFolder {
  public:
    /// outcomes.bin only where `keep_outcomes` is set. `cohort` and `design` must outlive this.
    RunFolder(std::filesystem::path folder, const cohort::Cohort& cohort,
              const cohort::PopulationDesign& design, bool keep_outcomes = true);

    /// A chunk's rows; the sink of a study.
    void add(const Outcome* outcomes, std::uint64_t patients);

    /// Tries to write `write`'s file even where another failed; the first error is kept for the exit code.
    /// Returns whether it went well.
    bool attempt(const std::function<void()>& write);
    std::exception_ptr first_error() const { return first_error_; }
    void keep_error(std::exception_ptr error);

    /// Gives patients.csv and outcomes.bin their names, unless a write failed: then what was written stays in
    /// NAME.partial.
    void finish_patients();
    /// Lets `analysis` draw the virtual trials, one row each in trials.csv, and gives its summary. `also`
    /// sees every row, too.
    trial::StudySummary summarise(trial::Analysis& analysis, const trial::TrialRowVisitor& also = {});
    void write_resolved();
    void write(const std::string& file, const std::string& text);

    const std::string& patients_sha256() const { return patients_sha256_; }
    std::uint64_t patients_bytes() const { return patients_.bytes(); }
    const std::filesystem::path& path() const { return folder_; }

  private:
    std::filesystem::path folder_;
    const cohort::Cohort& cohort_;
    const cohort::PopulationDesign& design_;
    std::uint64_t rows_of_patients_ = 0;
    base::OutputFile patients_;
    std::optional<base::OutputFile> outcomes_;
    std::string rows_, patients_sha256_;
    std::exception_ptr first_error_;
};

}  // namespace twinarm::store
