// One patient in one arm as a peer sees it: smooth legs with the doses as given, and the true SLD at every
// visit.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kernels/model/parameters.hpp"
#include "kernels/model/physiology.hpp"

namespace twinarm::peers {

struct RecordedLeg {
    double start;               ///< [h] since the start of treatment
    double length;              ///< [h]
    bool jump;                  ///< the right-hand side is not smooth across the leg's start
    bool infusion_starts;       ///< at the leg's start
    int scan;                   ///< visit that is read at the leg's end, index in the course; -1: none
    TumourMass<double> alive;   ///< in the leg
    TumourMass<double> at_end;  ///< as `alive`, after the end: what a visit there sees
    DrugLeg<double> drugs;
};

/// One point of a course, so that a peer with its own equations can check them.
struct CheckPoint {
    int leg;
    double elapsed;  ///< [h]
    State<double> state, slope;
};

struct RecordedCourse {
    std::uint64_t patient;
    int arm;
    Patient<double> parameters;
    PatientConstants<double> constants;
    State<double> start;
    std::vector<RecordedLeg> legs;
    std::vector<double> sld_mm;  ///< reference at the visits after baseline
    CheckPoint check;
};

struct Problem {
    std::string cohort;      ///< path of the cohort file
    double reference_rtol;   ///< of the recorded SLD
    std::uint64_t patients;  ///< courses[patient * arms + arm]
    int arms;
    std::vector<RecordedCourse> courses;
};

/// A folder with problem.json (what the columns are) and one file of doubles for courses, legs and visits, so
/// that every language reads it with what it has.
void write_problem(const Problem& problem, const std::filesystem::path& folder);
Problem read_problem(const std::filesystem::path& folder);

/// SLD that a visit at the leg's end reads [mm].
inline double sld_at_visit(const RecordedLeg& leg, const State<double>& state) {
    const TumourMass<double> mass = tumour_mass(state, leg.at_end);
    return mass.sensitive + mass.resistant;
}

}  // namespace twinarm::peers
