// The tables of a run, chunk by chunk.
#include "host/adam/adam_tables.hpp"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "host/adam/adam_table.hpp"
#include "host/adam/adex.hpp"
#include "host/adam/adrs.hpp"
#include "host/adam/adsl.hpp"
#include "host/adam/adtr.hpp"
#include "host/adam/adtrait.hpp"
#include "host/adam/adtte.hpp"
#include "host/adam/file_notes.hpp"
#include "host/adam/trials_table.hpp"
#include "host/store/file_names.hpp"
#include "host/trial/scan_records.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm::adam {

namespace {

/// Arrow's buffers of every size come and go for hours: those that are large go back to the system
/// immediately, or glibc, which learns to keep what was freed, would hold a third more.
void give_freed_memory_back() {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

std::vector<TraitColumn> traits_of(const store::StudyPlan& plan) {
    return trait_columns(plan.populations.studies);
}

}  // namespace

struct AdamTables::State {
    template <class Row>
    AdamTable<Row> open(const Dataset& dataset, const Row& example) const {
        return {folder, formats, dataset, example, file_notes(cohort, plan, dataset.label)};
    }
    State(const std::filesystem::path& to, const cohort::Cohort& of, const store::StudyPlan& planned,
          TableFormats wanted, std::string began)
        : folder(to),
          cohort(of),
          plan(planned),
          formats(wanted),
          started(std::move(began)),
          traits{&no_subject, {}, traits_of(planned)},
          adsl(open(adsl_dataset, AdslRow())),
          adrs(open(adrs_dataset, AdrsRow())),
          adtr(open(adtr_dataset, AdtrRow())),
          adtte(open(adtte_dataset, AdtteRow())),
          adex(open(adex_dataset, AdexRow())),
          adtrait(open(adtrait_dataset, traits)) {
        if (formats.parquet)
            trials.emplace(folder / store::file_name::trials_table, TrialTableRow(),
                           file_notes(cohort, plan, "virtual trials, one row per arm and trial"));
        subject.seed = std::to_string(of.study.seed);
    }

    void add(const Study& study, const Outcome& outcome) {
        const Subject& who = subject.subject = subject_of(cohort, outcome);
        const Arm& arm = study.arms[outcome.arm];
        subject.outcome = outcome;
        subject.first_dose_h = first_dose_h(arm);
        subject.treated = was_treated(arm, outcome);
        adsl.add(subject);
        traits.subject = &who;
        adtrait.add(traits);
        if (outcome.status != Status::ok) return;
        const std::vector<ScanRecord> scans = trial::scan_records(study, outcome);
        for (const AdrsRow& row : adrs_rows(who, study, outcome, scans)) adrs.add(row);
        for (const AdtrRow& row : adtr_rows(who, scans)) adtr.add(row);
        for (const AdtteRow& row : adtte_rows(who, study, outcome)) adtte.add(row);
        for (const AdexRow& row : adex_rows(who, cohort, study, outcome)) adex.add(row);
    }

    std::filesystem::path folder;
    const cohort::Cohort& cohort;
    const store::StudyPlan& plan;
    TableFormats formats;
    std::string started;
    AdslRow subject;
    AdtraitRow traits;
    AdamTable<AdslRow> adsl;
    AdamTable<AdrsRow> adrs;
    AdamTable<AdtrRow> adtr;
    AdamTable<AdtteRow> adtte;
    AdamTable<AdexRow> adex;
    AdamTable<AdtraitRow> adtrait;
    std::optional<ParquetTable<TrialTableRow>> trials;
    cohort::StudySpace space;
    std::vector<store::OutputRecord> outputs;
};

AdamTables::AdamTables(const std::filesystem::path& folder, const cohort::Cohort& cohort,
                       const store::StudyPlan& plan, TableFormats formats, std::string started) {
    give_freed_memory_back();
    state_ = std::make_unique<State>(folder, cohort, plan, formats, std::move(started));
}
AdamTables::~AdamTables() = default;

void AdamTables::add(const Outcome* outcomes, std::uint64_t patients) {
    State& s = *state_;
    const auto arms = std::uint64_t(s.cohort.study.arm_count);
    for (const Outcome* of_patient = outcomes; of_patient != outcomes + patients * arms; of_patient += arms) {
        const std::uint64_t number = of_patient->patient;
        const cohort::PopulationDesign& design = s.plan.populations.design;
        if (design.named()) s.subject.population = design.names[design.population_at(number - s.plan.first)];
        const Study& study = s.plan.study_of(number, s.space);
        s.traits.patient = sample_patient<double>(study.population, study.seed, number);
        s.subject.covariates = s.traits.patient.covariates;
        for (std::uint64_t arm = 0; arm < arms; ++arm) s.add(study, of_patient[arm]);
    }
}

void AdamTables::finish_patients(std::uint64_t patients_done) {
    State& s = *state_;
    const FileNotes notes = last_notes(s.plan, patients_done);
    const auto finish = [&](auto& table) { table.finish(s.cohort.id, s.started, notes, s.outputs); };
    finish(s.adsl);
    finish(s.adrs);
    finish(s.adtr);
    finish(s.adtte);
    finish(s.adex);
    finish(s.adtrait);
}

void AdamTables::add(const trial::TrialRow& trial) {
    State& s = *state_;
    if (s.trials)
        s.trials->add(
            {trial, s.cohort.arms[std::size_t(trial.arm)].id,
             trial.population < 0 ? "" : s.plan.populations.design.names[std::size_t(trial.population)]});
}

void AdamTables::finish_trials(std::uint64_t patients_done) {
    State& s = *state_;
    if (!s.trials) return;
    ParquetFile& file = s.trials->file;
    file.finish(last_notes(s.plan, patients_done));
    s.outputs.push_back({store::file_name::trials_table, file.sha256(), file.bytes()});
}

const std::vector<store::OutputRecord>& AdamTables::outputs() const {
    return state_->outputs;
}

}  // namespace twinarm::adam
