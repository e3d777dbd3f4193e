// The columns of patients.csv after patient, arm and status, each with how it is written and read.
#pragma once

#include <string>
#include <vector>

#include "host/store/csv_rows.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::store {

struct PatientColumn {
    int number;  ///< place in the file, from 1; the first three are patient, arm and status
    std::string name;
    bool of_failed;  ///< filled for failed patients, and only for them
    /// Appends the value; nothing where it is not known. `regimens`: of the patient's arm.
    void (*write)(std::string& text, const Outcome& outcome, int regimens);
    /// Sets what write() wrote to field `at` of the row; null where the column follows from others.
    void (*read)(const CsvRows& row, std::size_t at, Outcome& outcome);
};

/// In the order of the file.
const std::vector<PatientColumn>& patient_columns();

}  // namespace twinarm::store
