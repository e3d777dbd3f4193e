// The tables of a run, chunk by chunk: adsl, adrs, adtr, adtte, adex and trials, each a Parquet file of its
// folder.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "host/store/run_record.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::adam {

class AdamTables {
  public:
    /// `cohort` and `plan` must outlive this. Throws FileError; DeviceError without Arrow.
    AdamTables(const std::filesystem::path& folder, const cohort::Cohort& cohort,
               const store::StudyPlan& plan);
    ~AdamTables();

    /// A chunk's rows; the sink of a simulation.
    void add(const Outcome* outcomes, std::uint64_t patients);
    /// Gives all tables but that of the trials their names.
    void finish_patients(std::uint64_t patients_done);

    void add(const trial::TrialRow& trial);
    void finish_trials(std::uint64_t patients_done);

    /// The files that are whole.
    const std::vector<store::OutputRecord>& outputs() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace twinarm::adam
