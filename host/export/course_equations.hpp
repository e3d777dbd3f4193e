// One patient's course in one arm as a system of equations, put together from the mechanisms.
#pragma once

#include "host/cohort/cohort.hpp"
#include "host/export/equation_system.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm {

/// Throws DataError where the patient has no course: nothing was simulated.
EquationSystem course_equations(const Cohort& cohort, int arm, const CourseLog& log);

}  // namespace twinarm
