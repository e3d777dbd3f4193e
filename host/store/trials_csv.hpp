// trials.csv: one arm of one virtual trial a row, written and read.
#pragma once

#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/store/csv_rows.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::store {

/// The columns, listed once: field(name, label, unit, value) for each, in the order of the file. What has no
/// value is not-a-number. `population` is the last, of a run over several.
template <class Field>
void for_each_trial_column(const trial::TrialRow& trial, const std::string& arm, Field field) {
    const auto share_of = [&](int patients) {
        return patients > 0 ? double(trial.responders) / patients : std::nan("");
    };
    field("trial", "Virtual trial", "1", trial.trial);
    field("arm", "Arm", "", arm);
    field("n", "Patients treated", "1", trial.n);
    field("responders", "Patients with CR or PR", "1", trial.responders);
    field("complete", "Patients with CR", "1", trial.complete);
    field("evaluable", "Patients with a scan after the baseline", "1", trial.evaluable);
    field("orr", "Response rate of all treated, a fraction", "1", share_of(trial.n));
    field("orr_evaluable", "Response rate of the evaluable, a fraction", "1", share_of(trial.evaluable));
    field("trial_effect", "Shift of the logit of the response rate", "1", trial.trial_effect);
}

/// Names of the columns, without the end of the line.
std::string trial_row_header(bool populations = false);

/// Appends the row with its end of line. Of a run over several populations `populations` are their names: one
/// more column, `population`.
void append_trial_row(std::string& text, const cohort::Cohort& cohort, const trial::TrialRow& row,
                      const std::vector<std::string>* populations = nullptr);

/// The rows of a run's file, one after another; memory does not grow with it.
class TrialsCsv {
  public:
    /// `version`: of the program that wrote it. Throws FileError where the file cannot be read,
    /// VerificationError where it is not `expected`, DataError where its header is not this version's.
    TrialsCsv(const std::filesystem::path& path, const cohort::Cohort& cohort, bool populations,
              const std::string& version, base::FileFacts expected = {});

    /// The next row but its population; false after the last. Throws DataError with file:line:column.
    bool next(trial::TrialRow& row);

  private:
    const cohort::Cohort& cohort_;
    CsvRows rows_;
    struct {
        std::size_t trial, arm, n, responders, complete, evaluable, trial_effect;
    } at_;  ///< places of the columns
};

}  // namespace twinarm::store
