// The tables of a run, chunk by chunk.
#include "host/adam/adam_tables.hpp"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "host/adam/adex.hpp"
#include "host/adam/adrs.hpp"
#include "host/adam/adsl.hpp"
#include "host/adam/adtr.hpp"
#include "host/adam/adtte.hpp"
#include "host/adam/file_notes.hpp"
#include "host/adam/parquet_table.hpp"
#include "host/adam/trials_table.hpp"
#include "host/store/output_folder.hpp"
#include "host/trial/scan_records.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm::adam {

namespace {

/// Arrow's buffers of every size come and go for hours: those that are large go back to the system at once,
/// or glibc, which learns to keep what was freed, would hold a third more.
void give_freed_memory_back() {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

AdslRow adsl_row(const cohort::Cohort& cohort, const store::StudyPlan& plan) {
    AdslRow row;
    row.seed = cohort.study.seed;
    std::vector<const Study*> studies;
    for (const Study& study : plan.populations.studies) studies.push_back(&study);
    row.traits = trait_columns(studies);
    return row;
}

}  // namespace

struct AdamTables::State {
    template <class Row>
    ParquetTable<Row> open(const char* name, const char* title, const Row& example) const {
        return {folder / name, example, file_notes(cohort, plan, title)};
    }
    State(const std::filesystem::path& to, const cohort::Cohort& of, const store::StudyPlan& planned)
        : folder(to),
          cohort(of),
          plan(planned),
          subject(adsl_row(of, planned)),
          adsl(open(store::table_files[0], "ADSL: subjects", subject)),
          adrs(open(store::table_files[1], "ADRS: tumour responses", AdrsRow())),
          adtr(open(store::table_files[2], "ADTR: tumour sizes", AdtrRow())),
          adtte(open(store::table_files[3], "ADTTE: times to events", AdtteRow())),
          adex(open(store::table_files[4], "ADEX: exposure", AdexRow())),
          trials(open(store::table_files[5], "virtual trials, one arm of one a row", TrialTableRow())) {}

    void add(const Study& study, const Outcome& outcome) {
        subject.subject = subject_of(cohort, outcome);
        subject.outcome = outcome;
        adsl.add(subject);
        if (outcome.status != Status::ok) return;
        const Subject& who = subject.subject;
        const std::vector<ScanRecord> scans = trial::scan_records(study, outcome);
        for (const AdrsRow& row : adrs_rows(who, study, outcome, scans)) adrs.add(row);
        for (const AdtrRow& row : adtr_rows(who, scans)) adtr.add(row);
        for (const AdtteRow& row : adtte_rows(who, study, outcome)) adtte.add(row);
        for (const AdexRow& row : adex_rows(who, study, outcome)) adex.add(row);
    }
    void finish(const char* name, ParquetFile& file, std::uint64_t patients_done) {
        file.finish(last_notes(plan, patients_done));
        outputs.push_back({name, file.sha256(), file.bytes()});
    }

    std::filesystem::path folder;
    const cohort::Cohort& cohort;
    const store::StudyPlan& plan;
    AdslRow subject;
    ParquetTable<AdslRow> adsl;
    ParquetTable<AdrsRow> adrs;
    ParquetTable<AdtrRow> adtr;
    ParquetTable<AdtteRow> adtte;
    ParquetTable<AdexRow> adex;
    ParquetTable<TrialTableRow> trials;
    std::vector<store::OutputRecord> outputs;
};

AdamTables::AdamTables(const std::filesystem::path& folder, const cohort::Cohort& cohort,
                       const store::StudyPlan& plan)
    : state_((give_freed_memory_back(), std::make_unique<State>(folder, cohort, plan))) {}
AdamTables::~AdamTables() = default;

void AdamTables::add(const Outcome* outcomes, std::uint64_t patients) {
    State& s = *state_;
    const auto arms = std::uint64_t(s.cohort.study.arm_count);
    for (const Outcome* of_patient = outcomes; of_patient != outcomes + patients * arms; of_patient += arms) {
        const std::uint64_t number = of_patient->patient;
        const cohort::PopulationDesign& design = s.plan.populations.design;
        if (design.named()) s.subject.population = design.names[design.population_at(number - s.plan.first)];
        const Study& study = s.plan.study_of(number);
        s.subject.patient = sample_patient<double>(study.population, study.seed, number);
        for (std::uint64_t arm = 0; arm < arms; ++arm) s.add(study, of_patient[arm]);
    }
}

void AdamTables::finish_patients(std::uint64_t patients_done) {
    State& s = *state_;
    s.finish(store::table_files[0], s.adsl.file, patients_done);
    s.finish(store::table_files[1], s.adrs.file, patients_done);
    s.finish(store::table_files[2], s.adtr.file, patients_done);
    s.finish(store::table_files[3], s.adtte.file, patients_done);
    s.finish(store::table_files[4], s.adex.file, patients_done);
}

void AdamTables::add(const trial::TrialRow& trial) {
    State& s = *state_;
    s.trials.add(
        {trial, s.cohort.arms[std::size_t(trial.arm)].id,
         trial.population < 0 ? "" : s.plan.populations.design.names[std::size_t(trial.population)]});
}

void AdamTables::finish_trials(std::uint64_t patients_done) {
    state_->finish(store::table_files[5], state_->trials.file, patients_done);
}

const std::vector<store::OutputRecord>& AdamTables::outputs() const {
    return state_->outputs;
}

}  // namespace twinarm::adam
