// The tables of a run, chunk by chunk: the analysis datasets in the formats asked for, and in Parquet the
// virtual trials.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "host/adam/dataset.hpp"
#include "host/store/run_record.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::adam {

class AdamTables {
  public:
    /// `cohort` and `plan` must outlive this. `started`: of the run, UTC, ISO 8601. Throws FileError.
    AdamTables(const std::filesystem::path& folder, const cohort::Cohort& cohort,
               const store::StudyPlan& plan, TableFormats formats, std::string started);
    ~AdamTables();

    /// A chunk's rows; the sink of a simulation.
    void add(const Outcome* outcomes, std::uint64_t patients);
    /// Completes all tables but that of the trials; the run names them.
    void finish_patients(std::uint64_t patients_done);

    void add(const trial::TrialRow& trial);
    void finish_trials(std::uint64_t patients_done);

    /// The complete files.
    const std::vector<store::OutputRecord>& outputs() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace twinarm::adam
