// One patient's course in one arm as a system of equations, put together from the mechanisms.
#pragma once

#include "host/cohort/cohort.hpp"
#include "host/sbml/equation_system.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::sbml {

/// Throws DataError where the patient has no course: nothing was simulated.
EquationSystem course_equations(const cohort::Cohort& cohort, int arm, const CourseLog& log);

}  // namespace twinarm::sbml
