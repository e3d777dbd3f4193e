// One patient in one arm as a row of patients.csv.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "kernels/ode/solver_settings.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm {

/// Said in every file of a run.
inline constexpr const char* simulated_note = "simulated data, not patients; written by twinarm";

/// The words of a response: NE, PD, SD, PR or CR.
const char* name_of(Response response);
/// A status in words.
const char* name_of(Status status);
/// "double" or "single".
const char* name_of(Precision precision);

/// Names of the columns, without the end of the line.
const std::string& patient_row_header();

/// The last column of a run over several populations.
inline constexpr const char* population_column = "population";

/// Appends the row with its end of line. Numbers have the fewest digits that read back to the same double;
/// what did not happen, and all results of a failed patient, are empty fields.
/// Of a run over several populations `population` is the name of the patient's: one more column.
void append_patient_row(std::string& text, const Cohort& cohort, const Outcome& outcome,
                        const std::string* population = nullptr);

/// Quotes a field where it holds a comma, a quote or an end of line.
std::string csv_field(const std::string& text);

}  // namespace twinarm
