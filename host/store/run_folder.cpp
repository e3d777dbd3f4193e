// The files of one run: patients.csv grows while it runs, the others are written at its end.
#include "host/store/run_folder.hpp"

#include <fmt/format.h>

#include "host/base/build_info.hpp"
#include "host/base/words.hpp"
#include "host/store/outcome_file.hpp"
#include "host/store/patients_csv.hpp"
#include "host/store/trials_csv.hpp"

namespace twinarm::store {

std::string arithmetic_of(const cohort::Cohort& cohort) {
    return fmt::format("{} precision, {} build", base::name_of(cohort.study.solver.precision),
                       base::build_info().build);
}

namespace {

/// What the file is, where a comment can say it.
std::string comment_line(const cohort::Cohort& cohort, const std::string& text) {
    return fmt::format("# {}; study {}; {}; {}\n", base::simulated_note, cohort.id, arithmetic_of(cohort),
                       text);
}

}  // namespace

RunFolder::RunFolder(std::filesystem::path folder, const cohort::Cohort& cohort,
                     const cohort::PopulationDesign& design, bool keep_outcomes)
    : folder_(std::move(folder)), cohort_(cohort), design_(design), patients_(folder_ / patients_csv) {
    patients_.write(patient_row_header(design.named()) + '\n');
    if (!keep_outcomes) return;
    outcomes_.emplace(folder_ / outcome_file_name);
    outcomes_->write(outcome_file_header(cohort_));
}

void RunFolder::add(const Outcome* outcomes, std::uint64_t patients) {
    const auto arms = std::uint64_t(cohort_.study.arm_count);
    for (const Outcome* outcome = outcomes; outcome != outcomes + patients * arms; ++outcome) {
        const std::size_t population = design_.population_at(rows_of_patients_++ / arms);
        rows_.clear();
        append_patient_row(rows_, cohort_, *outcome, design_.named() ? &design_.names[population] : nullptr);
        patients_.write(rows_);
        if (!outcomes_) continue;
        rows_.clear();
        append_outcome_record(rows_, cohort_, *outcome);
        outcomes_->write(rows_);
    }
}

void RunFolder::keep_error(std::exception_ptr error) {
    if (!first_error_) first_error_ = error;
}

bool RunFolder::attempt(const std::function<void()>& write) {
    try {
        write();
        return true;
    } catch (...) {
        keep_error(std::current_exception());
        return false;
    }
}

void RunFolder::finish_patients() {
    if (patients_.failed()) return;
    patients_.finish();
    patients_sha256_ = patients_.sha256();
    if (outcomes_ && !outcomes_->failed()) outcomes_->finish();
}

trial::StudySummary RunFolder::summarise(trial::Analysis& analysis, const trial::TrialRowVisitor& also) {
    // The summary is made even if trials.csv cannot be written.
    std::optional<base::OutputFile> file;
    bool writes = attempt([&] {
        file.emplace(folder_ / trials_csv);
        file->write(trial_row_header(design_.named()) + '\n');
    });
    std::string row;
    trial::StudySummary summary = analysis.summarise([&](const trial::TrialRow& trial) {
        if (writes) {
            row.clear();
            append_trial_row(row, cohort_, trial, design_.named() ? &design_.names : nullptr);
            writes = attempt([&] { file->write(row); });
        }
        if (also) also(trial);
    });
    if (writes) attempt([&] { file->finish(); });
    return summary;
}

void RunFolder::write_resolved() {
    write("resolved.toml", comment_line(cohort_, "this run's cohort in one file") + cohort_.resolved);
}

void RunFolder::write(const std::string& file, const std::string& text) {
    base::write_file(folder_ / file, text);
}

}  // namespace twinarm::store
