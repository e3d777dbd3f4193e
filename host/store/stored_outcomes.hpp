// The outcomes of a stored run, from patients.csv and outcomes.bin together.
#pragma once

#include "host/store/outcome_file.hpp"
#include "host/store/stored_run.hpp"

namespace twinarm::store {

class StoredOutcomes {
  public:
    /// `run` must outlive this. Throws FileError, DataError.
    explicit StoredOutcomes(const StoredRun& run);
    /// Of two files; the cohort of `rows` must outlive this.
    StoredOutcomes(PatientsFile rows, const std::filesystem::path& outcomes, base::FileFacts expected);

    /// The next patient's next arm, as it was simulated but for the solver's steps. Throws DataError.
    Outcome next();
    /// Throws DataError if a patient is left over.
    void require_end();

  private:
    PatientsCsv rows_;
    OutcomeFile records_;
};

}  // namespace twinarm::store
