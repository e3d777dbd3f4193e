// The words of dose rules.
#include "host/cohort/read_rule.hpp"

#include <fmt/format.h>

#include "host/base/nearest.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"
#include "kernels/endpoint/response.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::cohort {
namespace {

// In the order of their enums.
const std::vector<std::string> moments = {"dose", "course_end"};
const std::vector<std::string> variables = {
    "leak",        "hypotension_grade", "response",     "sld_change",       "time_on_treatment",
    "lymphocytes", "cycle_doses",       "course_doses", "grade_since_dose", "level_doses"};
const std::vector<std::string> comparisons = {"<", "<=", ">", ">=", "==", "!="};
const std::vector<std::string> actions = {"skip", "hold",   "stop_course", "no_further_course",
                                          "stop", "reduce", "escalate"};
const std::vector<std::string> responses = {"NE", "PD", "SD", "PR", "CR"};

/// Index of the sampled parameter that is the threshold, or -1 with a diagnostic.
int threshold_parameter(const toml::Node& table, RuleVariable variable, base::Report& report) {
    toml::Fields fields(&table, "the rule's `value`", table.place, report);
    const toml::Node* name = fields.need("parameter", "a parameter such as toxicity.leak_tolerance");
    const std::optional<std::string> key = toml::text_value(name, report);
    fields.close();
    if (!key) return -1;
    const int index = parameter_index(*key);
    if (index < 0) {
        report.add(name->place,
                   fmt::format("no such parameter `{}`{}", *key, base::did_you_mean(*key, parameter_keys())));
        return -1;
    }
    const std::string unit = parameter_table[index].unit;
    const std::string wanted = variable == RuleVariable::time_on_treatment ? "h" : "1";
    if (unit == wanted) return index;
    report.add(
        name->place,
        fmt::format("`{}` is compared with {}, which is in {}: expected {}", variables[std::size_t(variable)],
                    *key, unit == "1" ? "plain numbers" : unit, wanted == "1" ? "a plain number" : wanted));
    return -1;
}

std::optional<double> threshold(const toml::Node* node, RuleVariable variable, base::Report& report) {
    if (node == nullptr) return std::nullopt;
    switch (variable) {
        case RuleVariable::response: {
            const std::optional<int> response = toml::choice_value(node, responses, report);
            return response ? std::optional<double>(*response) : std::nullopt;
        }
        case RuleVariable::time_on_treatment: {
            const std::optional<std::int32_t> minutes = toml::minutes_value(node, report);
            return minutes ? std::optional<double>(*minutes / 60.0) : std::nullopt;
        }
        case RuleVariable::hypotension_grade:
        case RuleVariable::grade_since_dose:
            return toml::number_value(node, report, 0, 4);
        case RuleVariable::cycle_doses:
        case RuleVariable::course_doses:
        case RuleVariable::level_doses: {
            const std::optional<std::int64_t> doses = toml::integer_value(node, report, 0, 1000000);
            return doses ? std::optional<double>(double(*doses)) : std::nullopt;
        }
        default:
            return toml::quantity_value(node, "1", report);
    }
}

}  // namespace

std::optional<DoseRule> read_rule(const toml::Node& node, base::Report& report) {
    toml::Fields fields(&node, "[[regimen.*.rule]]", node.place, report);
    const toml::Node* at = fields.find("at");
    const std::optional<int> moment =
        at == nullptr ? std::optional<int>(0) : toml::choice_value(at, moments, report);
    const auto variable = toml::choice_value(
        fields.need("when", "the variable that decides: " + base::one_of(variables)), variables, report);
    const auto comparison = toml::choice_value(
        fields.need("is", "the comparison: " + base::one_of(comparisons)), comparisons, report);
    const toml::Node* value = fields.need("value", "the threshold");
    const toml::Node* what = fields.need("do", "the action: " + base::one_of(actions));
    const auto action = toml::choice_value(what, actions, report);
    fields.close();
    if (!moment || !variable || !comparison || !action || value == nullptr) return std::nullopt;

    DoseRule rule{
        RuleVariable(*variable), Comparison(*comparison), RuleAction(*action), RuleMoment(*moment), 0, -1};
    const bool ends = rule.action == RuleAction::no_further_course || rule.action == RuleAction::stop;
    if (rule.moment == RuleMoment::course_end && !ends) {
        report.add(
            what->place,
            fmt::format(
                "at the end of a course there is no dose to {}: expected `no_further_course` or `stop`",
                what->text));
        return std::nullopt;
    }
    if (rule.moment == RuleMoment::before_dose && rule.action == RuleAction::no_further_course) {
        report.add(
            what->place,
            "`no_further_course` decides at the end of a course: add `at = \"course_end\"`, or use `stop`");
        return std::nullopt;
    }
    if (value->is_table()) {
        rule.threshold_parameter = threshold_parameter(*value, rule.variable, report);
        return rule.threshold_parameter < 0 ? std::nullopt : std::optional<DoseRule>(rule);
    }
    const std::optional<double> number = threshold(value, rule.variable, report);
    if (!number) return std::nullopt;
    rule.threshold = *number;
    return rule;
}

}  // namespace twinarm::cohort
