// Who a row is about. A subject is a virtual patient in one arm; its twins in the other arms have the same
// PATIENT.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "host/adam/calendar.hpp"
#include "host/cohort/cohort.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::adam {

inline const cohort::ArmDesign no_arm{};

struct Subject {
    std::string study, id, number;
    std::uint64_t patient = 0;
    const cohort::ArmDesign* arm = &no_arm;
};
inline const Subject no_subject{};

inline Subject subject_of(const cohort::Cohort& cohort, const Outcome& outcome) {
    const cohort::ArmDesign& arm = cohort.arms[std::size_t(outcome.arm)];
    const std::string number = fmt::format("{:07}", outcome.patient);
    return {cohort.id, fmt::format("{}-{}-{}", cohort.id, arm.id, number), number, outcome.patient, &arm};
}

/// The columns that every table of records begins with.
template <class Field>
void for_each_subject_column(const Subject& subject, Field field) {
    field("STUDYID", "Study Identifier", "", subject.study);
    field("USUBJID", "Unique Subject Identifier", "", subject.id);
    field("PATIENT", "Virtual Patient, as in patients.csv", "1", subject.patient);
    field("ARMCD", "Planned Arm Code", "", subject.arm->id);
    field("TRTP", "Planned Treatment", "", subject.arm->label);
    field("SIMFL", "Simulated Data Flag", "", "Y");
}

inline const char* yes_or_no(bool yes) {
    return yes ? "Y" : "N";
}

}  // namespace twinarm::adam
