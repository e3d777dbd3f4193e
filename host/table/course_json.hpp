// One patient's course as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "host/cohort/cohort.hpp"
#include "host/table/named_parameters.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::table {

/// Outcome, doses, scans and course of a patient in an arm; a point every `every_h` hours, 0 for all of them.
nlohmann::ordered_json course_json(const cohort::Cohort& cohort, int arm, const CourseLog& log,
                                   double every_h);

/// The patient's parameters: name, value, unit, meaning.
nlohmann::ordered_json parameters_json(const std::vector<NamedParameter>& named);

}  // namespace twinarm::table
