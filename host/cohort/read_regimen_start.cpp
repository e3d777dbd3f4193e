// Regimens that wait for an event.
#include "host/cohort/read_regimen_start.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/nearest.hpp"
#include "host/cohort/phases.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"
#include "kernels/dosing/dose_rules.hpp"

namespace twinarm::cohort {

StartEvent read_start(const toml::Node* node, const std::vector<std::string>& known, base::Report& report) {
    if (node == nullptr) return {};
    if (!node->is_table()) {
        const auto word = toml::text_value(node, report);
        if (word == "progression") return {RegimenStart::progression, ""};
        if (word)
            report.add(
                node->place,
                fmt::format("`starts` is \"progression\" or {{ stopped = \"NAME\" }}, got \"{}\"; without "
                            "it a regimen starts with treatment, after `first_dose`",
                            *word));
        return {};
    }
    toml::Fields fields(node, "`starts`", node->place, report);
    const toml::Node* name = fields.need("stopped", "the regimen after whose stop this one starts");
    const auto stopped = toml::text_value(name, report);
    fields.close();
    if (!stopped) return {};
    if (std::find(known.begin(), known.end(), *stopped) == known.end())
        report.add(name->place,
                   fmt::format("no such regimen `{}`{}", *stopped, base::did_you_mean(*stopped, known)));
    return {RegimenStart::stop, *stopped};
}

std::string why_never_given(const Regimen& r) {
    if (r.start != RegimenStart::progression) return "";
    for (int i = 0; i < r.rule_count; ++i)
        if (r.rules[i].moment == RuleMoment::before_dose && !is_of_level(r.rules[i].action) &&
            is_true_at_progression(r.rules[i]))
            return fmt::format(
                "it starts at progression, where its rule {} keeps every dose from being given: give it "
                "rules of its own, `rule = []` for none",
                i + 1);
    return "";
}

std::string place_in_arm(const StartEvent& event, const std::vector<std::string>& names, Arm& arm) {
    if (event.start != RegimenStart::stop) return "";
    const auto found = std::find(names.begin(), names.end() - 1, event.stopped);
    if (found == names.end() - 1)
        return fmt::format("`{}` starts when `{}` is stopped: list `{}` before it", names.back(),
                           event.stopped, event.stopped);
    const auto index = found - names.begin();
    const Regimen& stopped = arm.regimens[index];
    const bool can_stop = std::any_of(stopped.rules, stopped.rules + stopped.rule_count,
                                      [](const DoseRule& rule) { return rule.action == RuleAction::stop; });
    if (!can_stop)
        return fmt::format(
            "`{}` starts when `{}` is stopped, and no rule of `{}` does that (`do = \"stop\"`)", names.back(),
            event.stopped, event.stopped);
    arm.regimens[names.size() - 1].start_after = std::int32_t(index);
    return "";
}

bool starts_after(const Arm& arm, int later, int earlier) {
    while (arm.regimens[later].start == RegimenStart::stop && arm.regimens[later].start_after < later) {
        later = arm.regimens[later].start_after;
        if (later == earlier) return true;
    }
    return false;
}

}  // namespace twinarm::cohort
