// The files of one run: patients.csv grows while it runs, the others are written at its end.
#include "host/store/run_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "host/base/build_info.hpp"
#include "host/base/words.hpp"
#include "host/store/file_names.hpp"
#include "host/store/outcome_file.hpp"
#include "host/store/patients_csv.hpp"
#include "host/store/trials_csv.hpp"
#include "kernels/launch/usable_threads.hpp"
#include "kernels/launch/work_queue.hpp"

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

RunFolder::RunFolder(FolderRequest request, const cohort::Cohort& cohort,
                     const cohort::PopulationDesign& design, RowWriting writing)
    : claim_(std::move(request)),
      cohort_(cohort),
      design_(design),
      writing_(std::move(writing)),
      threads_(unsigned(writing_.threads > 0 ? writing_.threads : usable_threads())) {
    if (!writing_.start.empty()) {
        journal_.emplace(path() / file_name::journal);
        journal_->append(writing_.start);
        base::keep_names(path());
    }
    if (!writing_.rows) return;
    patients_.emplace(path() / file_name::patients, base::Naming::later);
    outcomes_.emplace(path() / file_name::outcomes, base::Naming::later);
    patients_->write(patient_row_header(design.named()) + '\n');
    outcomes_->write(outcome_file_header(cohort_));
    base::keep_names(path());  // that of what is committed
}

RunFolder::RunFolder(FolderRequest request, const cohort::Cohort& cohort,
                     const cohort::PopulationDesign& design, RowWriting writing, const RunJournal& journal,
                     const Commit& last)
    : claim_(std::move(request)),
      cohort_(cohort),
      design_(design),
      writing_(std::move(writing)),
      threads_(unsigned(writing_.threads > 0 ? writing_.threads : usable_threads())),
      patients_added_(last.patients),
      patients_committed_(last.patients),
      seconds_before_(last.seconds) {
    if (!journal.published.empty()) claim_.take_back({file_name::patients, file_name::outcomes});
    patients_.emplace(path() / file_name::patients, last.rows.bytes);
    outcomes_.emplace(path() / file_name::outcomes, last.outcomes.bytes);
    journal_.emplace(path() / file_name::journal, journal.lines.first(last.line + 1));
}

RunFolder::Rows RunFolder::rows_of(const Outcome* outcomes, std::uint64_t patients,
                                   std::uint64_t place) const {
    const auto arms = std::uint64_t(cohort_.study.arm_count);
    Rows rows;
    for (std::uint64_t row = 0; row < patients * arms; ++row) {
        const std::size_t population = design_.population_at(place + row / arms);
        append_patient_row(rows.patients, cohort_, outcomes[row],
                           design_.named() ? &design_.names[population] : nullptr);
        append_outcome_record(rows.outcomes, cohort_, outcomes[row]);
    }
    return rows;
}

void RunFolder::add(const Outcome* outcomes, std::uint64_t patients) {
    if (!writing_.rows) return;
    constexpr std::uint64_t slice = 64;  // patients whose rows one thread makes at a time
    const auto arms = std::uint64_t(cohort_.study.arm_count);
    // A few slices a thread are in memory at once; they are written in their order.
    for (std::uint64_t begin = 0, count; begin < patients; begin += count) {
        count = std::min(patients - begin, 4 * slice * threads_);
        std::vector<Rows> slices((count + slice - 1) / slice);
        const std::vector<unsigned> workers(std::min<std::size_t>(threads_, slices.size()));
        WorkQueue queue(count, slice);
        share_work(workers, queue, [&](unsigned, WorkQueue& left) {
            for (Chunk chunk; left.take(chunk);)
                slices[chunk.done / slice] = rows_of(outcomes + (begin + chunk.done) * arms, chunk.count,
                                                     writing_.begin + patients_added_ + begin + chunk.done);
        });
        for (const Rows& rows : slices) {
            patients_->write(rows.patients);
            outcomes_->write(rows.outcomes);
        }
    }
    patients_added_ += patients;
    const std::chrono::duration<double> since = Clock::now() - committed_;
    if (journal_ && since.count() >= writing_.seconds_between_commits) commit();
}

void RunFolder::commit() {
    if (patients_committed_ == patients_added_) return;
    const base::FileFacts rows = patients_->keep(), outcomes = outcomes_->keep();
    committed_ = Clock::now();
    const double seconds = std::chrono::duration<double>(committed_ - began_).count();
    journal_->append(text_of(Commit{patients_added_, seconds_before_ + seconds, rows, outcomes}));
    patients_committed_ = patients_added_;
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
    if (!writing_.rows || patients_->failed() || outcomes_->failed()) return;
    if (journal_) commit();
    finish(*patients_, file_name::patients);
    patients_sha256_ = patients_->sha256();
    finish(*outcomes_, file_name::outcomes);
}

void RunFolder::finish(base::OutputFile& file, const std::string& name) {
    file.finish();
    keep({name, file.sha256(), file.bytes()});
}

trial::StudySummary RunFolder::summarise(trial::Analysis& analysis, const trial::TrialRowVisitor& also) {
    // The summary is made even if trials.csv cannot be written.
    std::optional<base::OutputFile> file;
    bool writes = attempt([&] {
        file.emplace(path() / file_name::trials, base::Naming::later);
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
    if (writes) attempt([&] { finish(*file, file_name::trials); });
    return summary;
}

void RunFolder::write_resolved() {
    write(file_name::resolved, comment_line(cohort_, "this run's cohort in one file") + cohort_.resolved);
}

void RunFolder::write_populations(const std::string& text) {
    write(file_name::populations, text);
}

void RunFolder::write_summary(const std::string& json) {
    write(file_name::summary, json);
}

void RunFolder::write_state(const std::string& cbor) {
    write(file_name::state, cbor);
}

void RunFolder::write(const char* file, const std::string& text) {
    keep({file, base::write_file(path() / file, text, base::Naming::later), text.size()});
}

void RunFolder::publish(const StudyPlan& plan, const StudyResult& result, RunFacts facts, bool complete) {
    add_to(facts);
    publish(run_record_json(cohort_, plan, result, facts));
    if (complete) claim_.remove_journal();
}

void RunFolder::publish_endpoints(const std::filesystem::path& of, RunFacts facts) {
    add_to(facts);
    publish(endpoints_record_json(of, facts));
}

void RunFolder::add_to(RunFacts& facts) const {
    facts.rows = writing_.rows;
    facts.patients_sha256 = patients_sha256_;
    if (patients_) facts.patients_bytes = patients_->bytes();
    facts.complete = complete_;
    if (design_.named())
        facts.populations =
            PopulationsRecord{design_.file, design_.sha256, design_.names.size(), design_.patients_each};
}

void RunFolder::publish(const std::string& record) {
    base::write_file(path() / file_name::run, record, base::Naming::later);
    std::vector<std::string> names;
    for (const OutputRecord& file : complete_) names.push_back(file.name);
    if (journal_) journal_->append(text_of_publication(names));
    claim_.publish(names);
}

}  // namespace twinarm::store
