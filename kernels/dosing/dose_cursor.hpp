// A patient's position in a regimen: the next planned dose, and what was given and omitted.
#pragma once

#include "kernels/core/macros.hpp"
#include "kernels/dosing/regimen.hpp"

TWINARM_BEGIN

/// The start of a regimen that waits for its event: after every horizon.
inline constexpr std::int32_t not_started_min = 1 << 29;

struct DoseCursor {
    std::int32_t course, cycle, dose;  ///< of the next planned dose, from 0
    std::int32_t start_min;            ///< of the regimen, from the start of treatment
    std::int32_t delay_min;            ///< by which holds have shifted the plan
    std::int32_t held_min;             ///< by which this dose has been held
    std::int32_t given, omitted;
    std::int32_t given_in_cycle, given_in_course;
    std::int32_t level, given_at_level;  ///< present level, from 0, and doses given at it
    bool ended;
    bool stopped;  ///< ended by a rule that stops the drug
};

/// Before the first dose.
TWINARM_HD inline DoseCursor first_dose_of(const Regimen& r) {
    DoseCursor at{};
    at.start_min = r.start == RegimenStart::treatment ? 0 : not_started_min;
    at.level = r.first_level;
    return at;
}

/// Time of the next planned dose [min].
TWINARM_HD inline std::int32_t planned_min(const Regimen& r, const DoseCursor& at) {
    return at.start_min + r.first_dose_min + at.course * r.course_interval_min +
           at.cycle * r.cycle_interval_min + at.dose * r.dose_interval_min + at.delay_min;
}

TWINARM_HD inline bool opens_course(const DoseCursor& at) {
    return at.cycle == 0 && at.dose == 0;
}

/// Moves to the first dose of the next course; ends after the last one.
TWINARM_HD inline void next_course(const Regimen& r, DoseCursor& at) {
    ++at.course;
    at.cycle = at.dose = at.held_min = at.given_in_cycle = at.given_in_course = 0;
    if (r.max_courses > 0 && at.course >= r.max_courses) at.ended = true;
}

/// Moves to the next planned dose.
TWINARM_HD inline void next_dose(const Regimen& r, DoseCursor& at) {
    at.held_min = 0;
    if (++at.dose < r.doses_per_cycle) return;
    at.dose = at.given_in_cycle = 0;
    if (++at.cycle < r.cycles_per_course) return;
    next_course(r, at);
}

/// Ends the regimen where its time is over.
TWINARM_HD inline void end_where_due(const Regimen& r, DoseCursor& at) {
    if (r.max_duration_min > 0 && planned_min(r, at) >= at.start_min + r.first_dose_min + r.max_duration_min)
        at.ended = true;
}

TWINARM_END
