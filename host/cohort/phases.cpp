// Windows in time of regimens, and what stops them.
#include "host/cohort/phases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kernels/dosing/dose_rules.hpp"
#include "kernels/endpoint/response.hpp"

namespace twinarm::cohort {
namespace {

constexpr double minutes_a_day = 1440;

bool is_true_of(const DoseRule& rule, Response response) {
    return compare(double(response), rule.comparison, rule.threshold);
}

bool can_hold(const Regimen& r) {
    return std::any_of(r.rules, r.rules + r.rule_count,
                       [](const DoseRule& rule) { return rule.action == RuleAction::hold; });
}

/// Whether what fired this rule once fires it at every later dose: after progression there are no more scans.
bool stays_true(const DoseRule& rule) {
    if (rule.variable != RuleVariable::response || rule.threshold_parameter >= 0) return false;
    for (const Response other : {Response::NE, Response::SD, Response::PR, Response::CR})
        if (is_true_of(rule, other)) return false;
    return true;
}

/// Whether a regimen gives no dose from progression on.
bool stops_at_progression(const Regimen& r) {
    return std::any_of(r.rules, r.rules + r.rule_count, [](const DoseRule& rule) {
        return rule.action == RuleAction::stop && rule.moment == RuleMoment::before_dose &&
               is_true_at_progression(rule);
    });
}

/// Of two regimens, one or both of which start at an event: one must end at progression, where the other
/// begins.
std::string why_not_at_progression(const Regimen& one, const std::string& one_name, const Regimen& other,
                                   const std::string& other_name) {
    const bool at_progression = one.start == RegimenStart::progression;
    const Regimen &later = at_progression ? one : other, &earlier = at_progression ? other : one;
    if (later.start == RegimenStart::progression && earlier.start != RegimenStart::progression &&
        stops_at_progression(earlier))
        return "";
    return fmt::format(
        "regimens of one drug follow each other in an arm, and nothing keeps `{}` and `{}` apart: one can "
        "start "
        "at progression, where a rule of the other stops it, or when the other is stopped (`starts = {{ "
        "stopped = "
        "\"NAME\" }}`)",
        one_name, other_name);
}

}  // namespace

std::int64_t last_dose_min(const Regimen& r, std::int32_t horizon_min) {
    const std::int64_t course = std::int64_t(r.cycles_per_course - 1) * r.cycle_interval_min +
                                std::int64_t(r.doses_per_cycle - 1) * r.dose_interval_min;
    std::int64_t last = horizon_min;
    if (r.max_courses > 0)
        last = std::min(last,
                        r.first_dose_min + std::int64_t(r.max_courses - 1) * r.course_interval_min + course);
    if (r.max_duration_min > 0) last = std::min(last, std::int64_t(r.first_dose_min) + r.max_duration_min);
    return last;
}

bool is_true_at_progression(const DoseRule& rule) {
    return rule.variable == RuleVariable::response && rule.threshold_parameter < 0 &&
           is_true_of(rule, Response::PD);
}

std::string why_no_phases(const Regimen& one, const std::string& one_name, const Regimen& other,
                          const std::string& other_name, std::int32_t horizon_min) {
    if (one.start != RegimenStart::treatment || other.start != RegimenStart::treatment)
        return why_not_at_progression(one, one_name, other, other_name);
    const bool in_order = one.first_dose_min <= other.first_dose_min;
    const Regimen &earlier = in_order ? one : other, &later = in_order ? other : one;
    const std::string &earlier_name = in_order ? one_name : other_name,
                      &later_name = in_order ? other_name : one_name;
    const std::int64_t last = last_dose_min(earlier, horizon_min) + earlier.infusion_min;
    if (last > later.first_dose_min)
        return fmt::format(
            "regimens of one drug follow each other in an arm: `{}` is given until day {:.4g}, `{}` begins "
            "on day {:.4g}; end the first with `max_courses` or `max_duration`, or begin the second "
            "later with `first_dose`",
            earlier_name, double(last) / minutes_a_day, later_name, later.first_dose_min / minutes_a_day);
    if (can_hold(earlier) && earlier.max_duration_min == 0)
        return fmt::format("doses of `{}` can be held until after `{}` begins: end it with `max_duration`",
                           earlier_name, later_name);
    const bool later_stops = stops_at_progression(later);
    for (int i = 0; i < earlier.rule_count; ++i)
        if (earlier.rules[i].action == RuleAction::stop && !(stays_true(earlier.rules[i]) && later_stops))
            return fmt::format(
                "rule {} of `{}` can stop the drug, after which `{}` would begin all the same: only a stop "
                "at progression (`response` == \"PD\") that both regimens have holds for both",
                i + 1, earlier_name, later_name);
    return "";
}

}  // namespace twinarm::cohort
