// ADaM tables beside a run's other files.
#pragma once

#include <memory>

#include "host/adam/adam_tables.hpp"
#include "host/store/run_folder.hpp"

namespace twinarm::study {

/// They take a chunk before the other files do, so that no other file holds patients that the tables could
/// not take; where it is the other way round they stay unfinished. Once a row of the trials fails, no more
/// are written.
class SavedTables {
  public:
    /// All of them must outlive this. Throws FileError.
    SavedTables(store::RunFolder& folder, const cohort::Cohort& cohort, const store::StudyPlan& plan,
                adam::TableFormats formats, const std::string& started);

    void add(const Outcome* outcomes, std::uint64_t patients);
    void add(const trial::TrialRow& trial);
    void finish_patients(std::uint64_t done);
    void finish_trials(std::uint64_t done);
    /// The folder names what is complete since the last call.
    void keep_complete();

  private:
    store::RunFolder& folder_;
    std::unique_ptr<adam::AdamTables> tables_;
    std::uint64_t patients_ = 0;
    std::size_t kept_ = 0;
    bool whole_ = true;  ///< whether the last chunk was taken to its end
    bool takes_trials_ = false;
};

}  // namespace twinarm::study
