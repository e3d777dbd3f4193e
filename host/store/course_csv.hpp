// One patient's course as CSV.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::store {

/// The course as CSV: header, then rows; a point at least every `every_h` hours apart, 0 for all of them.
std::string course_csv_header();
std::string course_csv_rows(const cohort::Cohort& cohort, int arm, const CourseLog& log, double every_h);

}  // namespace twinarm::store
