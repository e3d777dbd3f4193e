// The doses that are due: rules read the patient, then a dose is given, held or omitted.
#pragma once

#include "kernels/dosing/dose_rules.hpp"
#include "kernels/patient/events.hpp"

TWINARM_BEGIN

TWINARM_HD inline RuleReadings rule_readings(const Course& c, int r) {
    const DoseCursor& at = c.doses[r];
    const State<double>& y = c.leg.progress.state;
    const Assessment& a = c.assessment;
    RuleReadings now{};
    now.value[int(RuleVariable::leak)] = y[leak];
    now.value[int(RuleVariable::hypotension_grade)] = present_grade(c);
    now.value[int(RuleVariable::response)] = int(response_for_rules(a, c.study->response));
    now.value[int(RuleVariable::sld_change)] = a.latest_mm / a.baseline_mm - 1;
    now.value[int(RuleVariable::time_on_treatment)] =
        c.first_dose_min < 0 ? 0 : hours(c.now_min - c.first_dose_min);
    now.value[int(RuleVariable::lymphocytes)] =
        lymphocyte_fold(c.leg.patient.lymphocytes, c.leg.constant.lymphocytes, [&](int i) { return y[i]; });
    now.value[int(RuleVariable::cycle_doses)] = at.given_in_cycle;
    now.value[int(RuleVariable::course_doses)] = at.given_in_course;
    now.value[int(RuleVariable::grade_since_dose)] =
        hypotension_grade(c.leg.patient.toxicity, maximum(c.leak_since_dose[r], c.leg.watch.readings.leak));
    now.value[int(RuleVariable::level_doses)] = at.given_at_level;
    now.level = at.level;
    return now;
}

/// Starts the readings of leak again for a regimen that gives a dose.
TWINARM_HD inline void forget_leak(Course& c, int r) {
    double& highest = c.leg.watch.readings.leak;
    c.worst_leak = maximum(c.worst_leak, highest);
    for (double& since : c.leak_since_dose) since = maximum(since, highest);
    highest = c.leak_since_dose[r] = 0;
}

/// Starts a regimen whose event has come: its times count from now.
TWINARM_HD inline void start_where_due(Course& c, int r) {
    const Regimen& regimen = c.arm->regimens[r];
    DoseCursor& at = c.doses[r];
    if (at.start_min != not_started_min) return;
    const bool due = regimen.start == RegimenStart::progression
                         ? response_for_rules(c.assessment, c.study->response) == Response::PD
                         : c.doses[regimen.start_after].stopped;
    if (due) at.start_min = c.now_min;
}

TWINARM_HD inline double give_dose(Course& c, int r) {
    DoseCursor& at = c.doses[r];
    ++at.given, ++at.given_in_cycle, ++at.given_in_course, ++at.given_at_level;
    forget_leak(c, r);
    if (c.first_dose_min < 0) c.first_dose_min = c.now_min;
    if (r == 0 && at.given_in_course == 1) ++c.courses_begun;
    if (r == 0 && at.course == 0) {
        ++c.first_course_doses;
        if (at.cycle == 0) ++c.first_cycle_doses;
    }
    return start_infusion(c.drugs, *c.arm, r, c.now_min, c.leg.patient, at.level);
}

/// Applies a rule's action to a regimen whose dose is due now.
TWINARM_HD inline void apply(RuleAction action, const Regimen& regimen, DoseCursor& at) {
    switch (action) {
        case RuleAction::skip:
            ++at.omitted;
            next_dose(regimen, at);
            break;
        case RuleAction::hold:
            at.held_min += regimen.hold_min;
            if (at.held_min > regimen.max_hold_min) {
                ++at.omitted;  // later doses keep the plan that holding has shifted
                next_dose(regimen, at);
            } else {
                at.delay_min += regimen.hold_min;
            }
            break;
        case RuleAction::stop_course:
            for (const std::int32_t course = at.course; at.course == course; next_dose(regimen, at))
                ++at.omitted;
            break;
        case RuleAction::no_further_course:
            at.ended = true;
            break;
        case RuleAction::stop:
            at.ended = at.stopped = true;
            break;
        case RuleAction::reduce:
            --at.level, at.given_at_level = 0;
            break;
        case RuleAction::escalate:
            ++at.level, at.given_at_level = 0;
            break;
    }
}

/// Handles everything due in regimen r now. Returns whether an infusion starts.
template <class Observer>
TWINARM_HD TWINARM_OUTLINED inline bool treat(Course& c, int r, Observer& observer) {
    const Regimen& regimen = c.arm->regimens[r];
    DoseCursor& at = c.doses[r];
    bool started = false;
    start_where_due(c, r);
    end_where_due(regimen, at);
    while (!at.ended && planned_min(regimen, at) <= c.now_min) {
        const RuleReadings now = rule_readings(c, r);
        const auto parameter = [&](int i) { return parameter_of(c.leg.patient, i); };
        int rule = -1;
        if (opens_course(at) && at.course > 0 && at.held_min == 0)
            rule = first_match(regimen, RuleMoment::course_end, now, parameter);
        if (rule < 0) rule = first_match(regimen, RuleMoment::before_dose, now, parameter);
        const bool is_given = rule < 0 || is_of_level(regimen.rules[rule].action);
        if (!is_given) observer.at_dose(c, r, rule, 0.0);
        if (rule >= 0) apply(regimen.rules[rule].action, regimen, at);
        if (is_given) {
            observer.at_dose(c, r, rule, give_dose(c, r));
            started = true;
            next_dose(regimen, at);
        }
        end_where_due(regimen, at);
    }
    return started;
}

TWINARM_END
