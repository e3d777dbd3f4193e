// A row of patients.csv read back.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm {

/// What the row says of the patient in its arm; written again it is the same row. Doses by regimen, true SLDs
/// and steps do not stand in it. Throws DataError with `place` ("file:line") and the column.
Outcome read_patient_row(const std::string& line, const Cohort& cohort, const std::string& place);

}  // namespace twinarm
