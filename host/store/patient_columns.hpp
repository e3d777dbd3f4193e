// The columns of patients.csv after patient, arm and status, each with how it is written and read.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "host/store/csv_rows.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::store {

/// What a column holds of a patient: nothing where it is not known, or a finite number, or a word. A column's
/// values have one type.
using PatientValue = std::variant<std::monostate, double, std::int32_t, Response>;

struct PatientColumn {
    int number;  ///< place in the file, from 1; the first three are patient, arm and status
    std::string name;
    bool of_failed;         ///< filled for failed patients, and only for them
    PatientValue anything;  ///< tells the type of its values
    /// Of the patient's arm with so many regimens.
    PatientValue (*value)(const Outcome& outcome, int regimens);
    /// Sets what write() wrote to field `at` of the row; null where the column follows from others.
    void (*read)(const CsvRows& row, std::size_t at, Outcome& outcome);
};

/// In the order of the file.
const std::vector<PatientColumn>& patient_columns();

/// What the column says of a patient; nothing where it is filled for others.
inline PatientValue value_of(const PatientColumn& column, const Outcome& outcome, int regimens) {
    if (column.of_failed != (outcome.status != Status::ok)) return {};
    return column.value(outcome, regimens);
}

}  // namespace twinarm::store
