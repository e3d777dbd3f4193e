// outcomes.bin: for each patient and arm, what endpoints need and patients.csv leaves out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "host/base/plain_file.hpp"
#include "host/cohort/cohort.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::store {

/// One line of text, with its end: version, contents, study.
std::string outcome_file_header(const cohort::Cohort& cohort);

/// Appends one record, in the order of patients.csv. Little-endian, without gaps: the number of
/// scans, baseline included (1 byte; 0 for a failed patient, with nothing after it), the true SLD [mm] at
/// each of them (8 bytes), the end of follow-up [h] (8 bytes: days as text lose its last bit), then of each
/// regimen of the arm the doses given and held (4 bytes each).
void append_outcome_record(std::string& bytes, const cohort::Cohort& cohort, const Outcome& outcome);

/// The records of a file, one after another.
class OutcomeFile {
  public:
    /// Throws FileError where it cannot be opened, VerificationError where it is not `expected`, DataError
    /// where it is of another version or run.
    OutcomeFile(const std::filesystem::path& path, const cohort::Cohort& cohort,
                base::FileFacts expected = {});

    /// Fills in what the record of `outcome`'s arm holds. Throws DataError where no run could have written
    /// it.
    void read(Outcome& outcome);
    /// Throws DataError if a record is left over.
    void require_end();

  private:
    template <class Number>
    Number number();
    [[noreturn]] void fail(const std::string& what) const;

    const cohort::Cohort& cohort_;
    base::PlainFile file_;
};

}  // namespace twinarm::store
