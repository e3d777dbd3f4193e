// Treatment as given, as timed events: infusions that start and stop, nivolumab's clearance, eradicated
// clones.
#pragma once

#include <string>

#include "host/cohort/cohort.hpp"
#include "host/sbml/equation_system.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::sbml {

/// Adds the infusion rate of each regimen of `arm`, its starts and its stops.
void add_infusions(EquationSystem& system, const cohort::Cohort& cohort, const Arm& arm,
                   const CourseLog& log);

/// Whether a regimen of the arm gives the drug under the skin.
bool absorbs(const Arm& arm, Drug drug);

/// Inflow of a drug, as a formula; empty if no regimen of the arm has it.
std::string input_formula(const Arm& arm, Drug drug);

/// Adds the changes of nivolumab's clearance, found by the engine's own functions.
void add_clearance_changes(EquationSystem& system, const Study& study, const Arm& arm, const CourseLog& log);

/// Adds the moments at which a clone was eradicated.
void add_eradications(EquationSystem& system, const CourseLog& log);

/// When follow-up of a course ended [h].
double end_of_course(const CourseLog& log);

}  // namespace twinarm::sbml
