// [escalation]: dose levels, what is dose-limiting, and the design.
#include "host/cohort/read_escalation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/nearest.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {

namespace {

const std::vector<std::string> rule_words = {"3+3", "BOIN"};
constexpr int grade_highest = 4;
constexpr int least_levels = 2;
constexpr std::int64_t most_patients = 1000;
constexpr int patients_of_3_plus_3 = 3;

/// The window counts from the start of treatment: each drug of a level is first given then.
void require_start_at_once(const toml::Node& level, const Arm& arm, const Cohort& cohort,
                           base::Report& report) {
    for (const Regimen* one = arm.regimens; one != arm.regimens + arm.regimen_count; ++one)
        if (std::none_of(arm.regimens, arm.regimens + arm.regimen_count, [&](const Regimen& first) {
                return first.drug == one->drug && first.start == RegimenStart::treatment &&
                       first.first_dose_min == 0;
            }))
            return report.add(level.place,
                              fmt::format("`{}`: {} is not given at the start of treatment, from which the "
                                          "window counts",
                                          level.text, name_of(cohort, *one)));
}

std::vector<int> read_levels(const toml::Node* list, const Cohort& cohort, base::Report& report) {
    std::vector<int> levels;
    if (list == nullptr) return levels;
    if (!list->is_array() || list->children.size() < least_levels) {
        report.add(list->place, "`levels` is a list of at least two arms, lowest dose first");
        return levels;
    }
    std::vector<std::string> ids;
    for (const ArmDesign& arm : cohort.arms) ids.push_back(arm.id);
    for (const toml::Node& one : list->children) {
        const auto id = toml::text_value(&one, report);
        if (!id) continue;
        const auto arm = std::find(ids.begin(), ids.end(), *id);
        const int index = int(arm - ids.begin());
        if (arm == ids.end())
            report.add(one.place, fmt::format("no such arm `{}`{}", *id, base::did_you_mean(*id, ids)));
        else if (std::find(levels.begin(), levels.end(), index) != levels.end())
            report.add(one.place, fmt::format("`{}` is already a level", *id));
        else
            levels.push_back(index), require_start_at_once(one, cohort.study.arms[index], cohort, report);
    }
    return levels;
}

/// What only BOIN has.
void read_boin(toml::Fields& fields, EscalationDesign& design, base::Report& report) {
    const auto size = toml::integer_value(fields.find("cohort_size"), report, 1, most_patients);
    design.cohort_size = int(size.value_or(design.cohort_size));
    const auto most =
        toml::integer_value(fields.find("max_patients"), report, design.cohort_size, most_patients);
    design.max_patients = int(most.value_or(std::max(design.max_patients, design.cohort_size)));
    const auto enough = toml::integer_value(fields.find("enough_at_level"), report, 1, most_patients);
    design.enough_at_level = int(enough.value_or(0));
}

/// The 3+3 design has sizes of its own.
void refuse_boin(toml::Fields& fields, base::Report& report) {
    for (const char* key : {"cohort_size", "max_patients", "enough_at_level"})
        if (const toml::Node* node = fields.find(key))
            report.add(node->key, fmt::format("`{}` is of the design \"BOIN\": the 3+3 design treats {} "
                                              "patients at a time and at most {} at a level",
                                              key, patients_of_3_plus_3, 2 * patients_of_3_plus_3));
}

}  // namespace

const char* name_of(EscalationRule rule) {
    return rule_words[std::size_t(rule)].c_str();
}

void read_escalation(const toml::Node& root, Cohort& cohort, base::Report& report) {
    const toml::Node* node = root.find("escalation");
    if (node == nullptr) return;
    toml::Fields fields(node, "[escalation]", root.place, report);
    EscalationDesign& design = cohort.escalation;
    design.levels = read_levels(fields.need("levels", "arms, lowest dose first, as in [\"low\", \"high\"]"),
                                cohort, report);
    if (const toml::Node* start = fields.find("start")) {
        const std::string id = toml::text_value(start, report).value_or("");
        const auto level = std::find_if(design.levels.begin(), design.levels.end(),
                                        [&](int arm) { return cohort.arms[std::size_t(arm)].id == id; });
        if (level == design.levels.end() && !design.levels.empty())
            report.add(start->place, fmt::format("`{}` is not one of the levels", id));
        else
            design.start = int(level - design.levels.begin());
    }
    const toml::Node* window = fields.need(
        "window", "days from the start of treatment in which a toxicity is dose-limiting, as in \"21 d\"");
    design.window_min = toml::minutes_value(window, report).value_or(0);
    if (window != nullptr && (design.window_min > cohort.study.horizon_min || design.window_min == 0))
        report.add(window->place,
                   fmt::format("the window lies between the start of treatment and the horizon of {} d",
                               cohort.study.horizon_min / 1440.0));
    design.dlt_grade = int(toml::integer_value(fields.find("dlt_hypotension_grade"), report, 1, grade_highest)
                               .value_or(design.dlt_grade));
    const toml::Node* rule = fields.need("design", "\"3+3\" or \"BOIN\"");
    design.rule = EscalationRule(toml::choice_value(rule, rule_words, report).value_or(0));
    design.target = toml::number_value(fields.find("target"), report, 0.05, 0.6).value_or(design.target);
    if (design.rule == EscalationRule::boin)
        read_boin(fields, design, report);
    else
        refuse_boin(fields, report);
    fields.close();
}

}  // namespace twinarm::cohort
