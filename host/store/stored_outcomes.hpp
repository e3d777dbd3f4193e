// The outcomes of a stored run, from patients.csv and outcomes.bin together.
#pragma once

#include "host/store/outcome_file.hpp"
#include "host/store/stored_run.hpp"

namespace twinarm::store {

class StoredOutcomes {
  public:
    /// `run` must outlive this. Throws FileError, DataError.
    explicit StoredOutcomes(const StoredRun& run);

    /// The next patient's next arm; all but the solver's steps is as it was simulated. Throws DataError.
    Outcome next();
    /// Throws DataError where a patient is left.
    void require_end();

  private:
    PatientsCsv rows_;
    OutcomeFile records_;
};

}  // namespace twinarm::store
