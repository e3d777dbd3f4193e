// Would other readings of the same scans have led to other doses?
#include "host/study/changed_doses.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "kernels/dosing/dose_rules.hpp"

namespace twinarm::study {

namespace {

bool looks_at_tumour(const DoseRule& rule) {
    return rule.variable == RuleVariable::response || rule.variable == RuleVariable::sld_change;
}

bool is_true(const DoseRule& rule, const ScanReading& reading, double threshold) {
    const double value = rule.variable == RuleVariable::response ? int(reading.response) : reading.sld_change;
    return compare(value, rule.comparison, threshold);
}

double threshold_of(const DoseRule& rule, const CourseLog& log) {
    return rule.threshold_parameter < 0 ? rule.threshold
                                        : log.parameters[std::size_t(rule.threshold_parameter)];
}

/// The rules of a decision, in order: at a course's end those for it come first.
std::vector<int> rules_in_order(const Regimen& regimen, bool course_end) {
    std::vector<int> order;
    for (const RuleMoment moment : {RuleMoment::course_end, RuleMoment::before_dose})
        for (int i = 0; i < regimen.rule_count; ++i)
            if (regimen.rules[i].moment == moment && (course_end || moment == RuleMoment::before_dose))
                order.push_back(i);
    return order;
}

/// A rule that does not look at the tumour is true where it decided, false where a later one or none did;
/// nothing is known about those after the one that decided.
bool changes(const Regimen& regimen, const DoseRecord& dose, bool course_end, const ScanReading& now,
             const CourseLog& log) {
    bool passed = false;
    for (const int i : rules_in_order(regimen, course_end)) {
        const DoseRule& rule = regimen.rules[i];
        if (looks_at_tumour(rule)) {
            if (is_true(rule, now, threshold_of(rule, log)))
                return dose.rule < 0 || rule.action != regimen.rules[dose.rule].action;
        } else if (i == dose.rule) {
            return false;
        } else if (passed) {
            return true;
        }
        passed = passed || i == dose.rule;
    }
    return dose.rule >= 0;
}

bool starts_at_progression(const Arm& arm) {
    return std::any_of(arm.regimens, arm.regimens + arm.regimen_count,
                       [](const Regimen& regimen) { return regimen.start == RegimenStart::progression; });
}

/// The first of the scans at which rules see progression.
int first_progression(const Reassessment& reading, int scans) {
    int scan = 0;
    while (scan < scans && reading.after[scan].response != Response::PD) ++scan;
    return scan;
}

}  // namespace

bool rules_read_otherwise(const Study& study, int arm, const Reassessment& before, const Reassessment& now) {
    const Arm& treatment = study.arms[arm];
    const int scans = study.scans[arm].count;
    if (starts_at_progression(treatment) && first_progression(before, scans) != first_progression(now, scans))
        return true;
    for (int r = 0; r < treatment.regimen_count; ++r)
        for (int i = 0; i < treatment.regimens[r].rule_count; ++i) {
            const DoseRule& rule = treatment.regimens[r].rules[i];
            if (!looks_at_tumour(rule)) continue;
            for (int k = 0; k < study.scans[arm].count; ++k) {
                const ScanReading &then = before.after[k], &told = now.after[k];
                const bool differ =
                    rule.threshold_parameter < 0
                        ? is_true(rule, then, rule.threshold) != is_true(rule, told, rule.threshold)
                        : then.response != told.response || then.sld_change != told.sld_change;
                if (differ) return true;
            }
        }
    return false;
}

bool changes_a_dose(const Study& study, const CourseLog& log, const Reassessment& before,
                    const Reassessment& now) {
    const int arm = log.outcome.arm;
    const ScanSchedule& schedule = study.scans[arm];
    if (starts_at_progression(study.arms[arm]) &&
        first_progression(before, schedule.count) != first_progression(now, schedule.count))
        return true;
    std::array<const DoseRecord*, max_regimens> last{};
    for (const DoseRecord& dose : log.doses) {
        int k = 0;
        while (k + 1 < schedule.count && schedule.minute[k + 1] <= dose.time_h * 60 + 0.5) ++k;
        const DoseRecord* previous = std::exchange(last[std::size_t(dose.regimen)], &dose);
        const bool held = previous != nullptr && previous->course == dose.course &&
                          previous->cycle == dose.cycle && previous->dose == dose.dose;
        const bool course_end = dose.course > 0 && dose.cycle == 0 && dose.dose == 0 && !held;
        const ScanReading &then = before.after[k], &told = now.after[k];
        if (then.response == told.response && then.sld_change == told.sld_change) continue;
        if (changes(study.arms[arm].regimens[dose.regimen], dose, course_end, told, log)) return true;
    }
    return false;
}

}  // namespace twinarm::study
