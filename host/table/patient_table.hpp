// A patient of a stored run, simulated again, on a terminal and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/store/same_as_stored.hpp"

namespace twinarm::table {

/// Whether the course is the one that is stored, as a sentence.
std::string agreement(const store::CourseAgain& course);

/// Courses in all its arms, a point every `every_h` hours; `parameters`: those of the patient, too. `cohort`:
/// of the run.
std::string patient_table(const cohort::Cohort& cohort, const store::PatientAgain& again, double every_h,
                          bool parameters);
nlohmann::ordered_json patient_json(const cohort::Cohort& cohort, const store::PatientAgain& again,
                                    double every_h, bool parameters);

}  // namespace twinarm::table
