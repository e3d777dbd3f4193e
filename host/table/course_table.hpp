// One patient's course in words and columns: what `show` prints.
#pragma once

#include <cstdint>
#include <string>

#include "host/cohort/cohort.hpp"
#include "host/table/named_parameters.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::table {

/// Outcome, doses, scans and course of a patient in an arm; a point of the course every `every_h` hours.
std::string course_table(const cohort::Cohort& cohort, int arm, const CourseLog& log, double every_h);

/// The patient's parameters with their units.
std::string parameter_list(const std::vector<NamedParameter>& named);

/// The fate of a planned dose, in words.
const char* name_of(DoseDecision decision);

}  // namespace twinarm::table
