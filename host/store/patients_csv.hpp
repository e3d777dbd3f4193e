// patients.csv: one patient in one arm a row, written and read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/store/csv_rows.hpp"
#include "host/store/patient_columns.hpp"

namespace twinarm::store {

/// Names of the columns, without the end of the line. Of a run over several populations `population` is the
/// last.
std::string patient_row_header(bool populations = false);

/// Appends the row with its end of line. Numbers have the fewest digits that read back to the same double;
/// what did not happen, and all results of a failed patient, are empty fields.
/// Of a run over several populations `population` is the name of the patient's: one more column.
void append_patient_row(std::string& text, const cohort::Cohort& cohort, const Outcome& outcome,
                        const std::string* population = nullptr);

/// What the file of a run must hold: the rows of these patients, arm after arm.
struct PatientsFile {
    std::filesystem::path path;
    const cohort::Cohort& cohort;
    std::uint64_t first_patient, patients;
    bool populations;     ///< whether the run is over several
    std::string version;  ///< of the program that wrote it
    base::FileFacts expected = {};
};

/// The rows of the file, one after another; memory does not grow with it.
class PatientsCsv {
  public:
    /// Outcomes hold patient, arm, status and what stands in `columns`; everything that a row says where none
    /// are named. Throws FileError where the file cannot be read, VerificationError where it is not the
    /// expected one, DataError where its header is not this version's.
    explicit PatientsCsv(PatientsFile file, const std::vector<std::string>& columns = {});

    /// Goes to the next row; false after the last. Throws DataError with file:line:column where the row is
    /// cut off, or of another patient or arm.
    bool next();
    std::uint64_t patient() const { return file_.first_patient + (rows_read_ - 1) / arms(); }
    int arm() const { return int((rows_read_ - 1) % arms()); }
    const std::string& line() const { return rows_.line(); }  ///< without its end

    /// What the row says; written back it is the same row. Doses by regimen, true SLDs and steps do not
    /// stand in it. Throws DataError.
    Outcome outcome();

    /// Throws DataError that names the row.
    [[noreturn]] void fail(const std::string& cause) const { rows_.fail(cause); }

  private:
    struct Wanted {
        const PatientColumn* column;
        std::size_t at;
    };
    std::uint64_t arms() const { return file_.cohort.arms.size(); }

    PatientsFile file_;
    CsvRows rows_;
    std::vector<std::string> arm_ids_;  ///< as they stand in the file
    std::vector<Wanted> wanted_;
    std::uint64_t rows_read_ = 0;
};

}  // namespace twinarm::store
