// Which rule of a regimen decides on a dose.
#pragma once

#include "kernels/core/macros.hpp"
#include "kernels/dosing/regimen.hpp"

TWINARM_BEGIN

inline constexpr int rule_variable_count = 9;

/// Present value of each RuleVariable.
struct RuleReadings {
    double value[rule_variable_count];
};

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

/// Index of the first rule of this moment that matches, or -1. `parameter(i)` is the patient's sampled
/// parameter i.
template <class Parameter>
TWINARM_HD inline int first_match(const Regimen& regimen, RuleMoment moment, const RuleReadings& readings,
                                  const Parameter& parameter) {
    for (int i = 0; i < regimen.rule_count; ++i) {
        const DoseRule& rule = regimen.rules[i];
        if (rule.moment != moment) continue;
        const double threshold =
            rule.threshold_parameter < 0 ? rule.threshold : parameter(rule.threshold_parameter);
        if (compare(readings.value[int(rule.variable)], rule.comparison, threshold)) return i;
    }
    return -1;
}

TWINARM_END
