// A course of the shipped head-to-head cohort, simulated and written as equations.
#pragma once

#include "host/cohort/read_cohort.hpp"
#include "host/sbml/course_equations.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::sbml {

inline const cohort::Cohort& head_to_head() {
    static const cohort::Cohort cohort =
        cohort::read_cohort(TWINARM_SOURCE_DIR "/cohorts/head_to_head.toml", {});
    return cohort;
}

/// Arms of the cohort, in its order.
enum : int { aldesleukin_arm, nktr214_arm, nivolumab_arm, combination_arm, arms_of_head_to_head };

struct ExportedCourse {
    int arm;
    CourseLog log;
    EquationSystem system;
    ExportedCourse(std::uint64_t patient, int arm_index)
        : arm(arm_index),
          log(simulate_course(head_to_head().study, patient, arm_index)),
          system(course_equations(head_to_head(), arm_index, log)) {}
    const Arm& treatment() const { return head_to_head().study.arms[arm]; }
};

}  // namespace twinarm::sbml
