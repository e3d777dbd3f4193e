// What decided on the course, for programs: dose rules and decisions, scans and the reader's draws.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::sbml {

/// Escapes what XML reserves.
std::string xml_text(const std::string& text);

/// One XML element in the namespace urn:twinarm:course:1.
std::string course_annotation(const cohort::Cohort& cohort, int arm, const CourseLog& log);

}  // namespace twinarm::sbml
