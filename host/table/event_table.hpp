// The doses of one course as a NONMEM event table.
#pragma once

#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::table {

/// A drug and route of the arm in the order of CMT, with the unit of AMT.
struct EventCompartment {
    int number;  ///< CMT, from 1
    std::string drug, unit;
    bool under_the_skin;
};
std::vector<EventCompartment> event_compartments(const cohort::Cohort& cohort, int arm);

/// "ID,TIME,EVID,AMT,CMT,RATE,II,ADDL,SS" and a row for each dose that was given, times in hours.
std::string event_table(const cohort::Cohort& cohort, int arm, const CourseLog& log);

}  // namespace twinarm::table
