// What decided the course, for programs: dose rules and decisions, scans and the reader's draws.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::sbml {

/// One XML element in the namespace urn:twinarm:course:1.
std::string course_annotation(const cohort::Cohort& cohort, int arm, const CourseLog& log);

}  // namespace twinarm::sbml
