// ADaM tables beside a run's other files.
#include "host/study/saved_tables.hpp"

namespace twinarm::study {

SavedTables::SavedTables(store::RunFolder& folder, const cohort::Cohort& cohort, const store::StudyPlan& plan,
                         adam::TableFormats formats, const std::string& started)
    : folder_(folder), takes_trials_(formats.parquet) {
    if (formats.any())
        tables_ = std::make_unique<adam::AdamTables>(folder.path(), cohort, plan, formats, started);
}

void SavedTables::add(const Outcome* outcomes, std::uint64_t patients) {
    if (!tables_) return;
    whole_ = false;
    tables_->add(outcomes, patients);
    patients_ += patients;
    whole_ = true;
}

void SavedTables::add(const trial::TrialRow& trial) {
    if (takes_trials_) takes_trials_ = folder_.attempt([&] { tables_->add(trial); });
}

void SavedTables::finish_patients(std::uint64_t done) {
    if (tables_ && whole_ && patients_ == done) tables_->finish_patients(done);
}

void SavedTables::finish_trials(std::uint64_t done) {
    if (takes_trials_) folder_.attempt([&] { tables_->finish_trials(done); });
}

void SavedTables::keep_complete() {
    if (!tables_) return;
    for (; kept_ < tables_->outputs().size(); ++kept_) folder_.keep(tables_->outputs()[kept_]);
}

}  // namespace twinarm::study
