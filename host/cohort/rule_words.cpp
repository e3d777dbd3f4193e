// The condition of a rule, in words.
#include "host/cohort/rule_words.hpp"

#include <fmt/format.h>

#include "host/base/words.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {

namespace {

const char* name_of(RuleVariable variable) {
    switch (variable) {
        case RuleVariable::leak:
            return "leak";
        case RuleVariable::hypotension_grade:
            return "hypotension grade";
        case RuleVariable::response:
            return "response";
        case RuleVariable::sld_change:
            return "change of SLD";
        case RuleVariable::time_on_treatment:
            return "days on treatment";
        case RuleVariable::lymphocytes:
            return "lymphocytes";
        case RuleVariable::cycle_doses:
            return "doses of the cycle";
        case RuleVariable::course_doses:
            return "doses of the course";
        case RuleVariable::grade_since_dose:
            return "worst grade since the previous dose";
        case RuleVariable::level_doses:
            return "doses at the level";
    }
    return "?";
}

const char* sign_of(Comparison comparison) {
    switch (comparison) {
        case Comparison::less:
            return "<";
        case Comparison::less_or_equal:
            return "<=";
        case Comparison::greater:
            return ">";
        case Comparison::greater_or_equal:
            return ">=";
        case Comparison::equal:
            return "=";
        case Comparison::not_equal:
            return "is not";
    }
    return "?";
}

}  // namespace

std::string rule_in_words(const DoseRule& rule, const std::vector<double>& parameters) {
    std::string threshold;
    if (rule.threshold_parameter >= 0) {
        const auto index = std::size_t(rule.threshold_parameter);
        threshold = fmt::format("{:.3g} ({})", parameters.at(index), parameter_table[int(index)].name);
    } else if (rule.variable == RuleVariable::response) {
        threshold = base::name_of(Response(int(rule.threshold)));
    } else if (rule.variable == RuleVariable::time_on_treatment) {
        threshold = fmt::format("{}", rule.threshold / 24);
    } else {
        threshold = fmt::format("{}", rule.threshold);
    }
    return fmt::format("{} {} {}", name_of(rule.variable), sign_of(rule.comparison), threshold);
}

}  // namespace twinarm::cohort
