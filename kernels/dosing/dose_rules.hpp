// Which rule of a regimen decides on a dose.
#pragma once

#include "kernels/core/macros.hpp"
#include "kernels/dosing/regimen.hpp"

TWINARM_BEGIN

inline constexpr int rule_variable_count = 10;

/// Present value of each RuleVariable.
struct RuleReadings {
    double value[rule_variable_count];
    std::int32_t level;  ///< of doses, present
};

/// Whether an action changes the level of doses.
TWINARM_HD inline bool is_of_level(RuleAction action) {
    return action == RuleAction::reduce || action == RuleAction::escalate;
}

/// Whether an action can be done at this level: below the lowest and above the highest there is none.
TWINARM_HD inline bool can_be_done(RuleAction action, const Regimen& regimen, std::int32_t level) {
    if (action == RuleAction::reduce) return level > 0;
    if (action == RuleAction::escalate) return level + 1 < regimen.level_count;
    return true;
}

TWINARM_HD inline bool compare(double value, Comparison comparison, double threshold) {
    switch (comparison) {
        case Comparison::less:
            return value < threshold;
        case Comparison::less_or_equal:
            return value <= threshold;
        case Comparison::greater:
            return value > threshold;
        case Comparison::greater_or_equal:
            return value >= threshold;
        case Comparison::equal:
            return value == threshold;
        case Comparison::not_equal:
            return value != threshold;
    }
    return false;
}

/// Index of the first rule of this moment that matches and can be done, or -1. `parameter(i)` is the
/// patient's sampled parameter i.
template <class Parameter>
TWINARM_HD inline int first_match(const Regimen& regimen, RuleMoment moment, const RuleReadings& readings,
                                  const Parameter& parameter) {
    for (int i = 0; i < regimen.rule_count; ++i) {
        const DoseRule& rule = regimen.rules[i];
        if (rule.moment != moment || !can_be_done(rule.action, regimen, readings.level)) continue;
        const double threshold =
            rule.threshold_parameter < 0 ? rule.threshold : parameter(rule.threshold_parameter);
        if (compare(readings.value[int(rule.variable)], rule.comparison, threshold)) return i;
    }
    return -1;
}

TWINARM_END
