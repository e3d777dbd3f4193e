// The doses of one patient as lines of text, to be compared with event logs written by hand.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "kernels/launch/simulate_course.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm::reference {

using Log = std::vector<std::string>;

/// The typical patient, immortal and without new lesions; one arm, scans every six weeks.
inline Study study_of(std::initializer_list<Regimen> regimens, int horizon_min) {
    Study study = study_without_arms(typical_population(), horizon_min);
    fix(study, "survival.death_rate", 0);
    fix(study, "survival.new_lesion_rate", 0);
    fix(study, "survival.new_lesion_base", 0);
    add_arm(study, arm_of(1, regimens));
    return study;
}

/// "hours regimen what", for instance "504 0 given", of the doses of [from_h, to_h).
inline Log events(const CourseLog& log, double from_h = 0, double to_h = 1e9) {
    const char* const words[] = {"given",   "skipped", "held",     "course stopped", "no further course",
                                 "stopped", "reduced", "escalated"};
    Log lines;
    for (const DoseRecord& dose : log.doses) {
        if (dose.time_h < from_h || dose.time_h >= to_h) continue;
        char line[80];
        std::snprintf(line, sizeof line, "%g %d %s", dose.time_h, dose.regimen, words[int(dose.decision)]);
        lines.emplace_back(line);
    }
    return lines;
}
inline Log run(const Study& study, double from_h = 0, double to_h = 1e9) {
    return events(simulate_course(study, 0, 0), from_h, to_h);
}

/// As `events`, with the amount: "504 0 reduced 180".
inline Log amounts(const Study& study) {
    Log lines;
    const CourseLog log = simulate_course(study, 0, 0);
    const Log all = events(log);
    for (std::size_t i = 0; i < all.size(); ++i) {
        char amount[40];
        std::snprintf(amount, sizeof amount, " %g", log.doses[i].amount);
        lines.push_back(is_given(log.doses[i].decision) ? all[i] + amount : all[i]);
    }
    return lines;
}

/// A study whose tumour grows by more than a fifth in the six weeks to the first scan.
inline Study growing(Study study) {
    fix(study, "tumour.killing", 1e-12);
    fix(study, "tumour.growth_rate", 0.01);
    return study;
}

}  // namespace twinarm::reference
