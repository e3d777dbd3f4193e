// [[arm]]: regimens and scans of each arm.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/base/nearest.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/cohort/phases.hpp"
#include "host/cohort/read_assessment.hpp"
#include "host/cohort/read_trial.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {

std::uint32_t tag_of(const std::string& id) {
    std::uint32_t hash = 2166136261u;
    for (const char c : id) hash = (hash ^ std::uint8_t(c)) * 16777619u;
    return (hash >> 24) ^ (hash & 0xffffffu);  // folded to 24 bits
}

namespace {

using Named = std::pair<std::string, NamedRegimen>;

bool asks_for_growth(const DoseRule& rule) {
    return rule.comparison == Comparison::greater || rule.comparison == Comparison::greater_or_equal;
}

/// Whether a rule ends the drug, or its courses, where the tumour has grown.
bool ends_after_growth(const Regimen& r) {
    return std::any_of(r.rules, r.rules + r.rule_count, [](const DoseRule& rule) {
        const bool ends = rule.action == RuleAction::stop || rule.action == RuleAction::no_further_course;
        return ends && (is_true_at_progression(rule) ||
                        (rule.variable == RuleVariable::sld_change && asks_for_growth(rule)));
    });
}

void warn_of_treatment_after_progression(const std::vector<Named>& named, const ScanSchedule& scans,
                                         std::int32_t horizon_min, base::Report& report) {
    if (scans.count < 2) return;
    for (const auto& [name, one] : named)
        if (one.regimen.dose > 0 && one.regimen.start != RegimenStart::progression &&
            !ends_after_growth(one.regimen) && last_dose_min(one.regimen, horizon_min) > scans.minute[1])
            report.warn(
                one.place,
                fmt::format("regimen `{}` goes on after progression: none of its rules stops it where "
                            "`response` is \"PD\"",
                            name));
}

/// A conjugate of PEG releases IL-2 with the kinetics of aldesleukin, which an arm with another IL-2 does not
/// have.
bool releases_another(const Regimen& conjugate, const Regimen& il2) {
    return conjugate.drug == Drug::nktr214 && il2.drug == Drug::aldesleukin && il2.marginals != 0;
}

/// The regimens of one arm, by name.
std::vector<Named> read_arm_regimens(const toml::Node* list,
                                     const std::map<std::string, NamedRegimen>& regimens, Arm& arm,
                                     std::int32_t horizon_min, ArmDesign& label, base::Report& report) {
    std::vector<Named> named;
    if (list == nullptr) return named;
    if (!list->is_array()) {
        report.add(list->place, "`regimens` is a list of names, empty for an untreated arm");
        return named;
    }
    if (list->children.size() > std::size_t(max_regimens)) {
        report.add(list->place, fmt::format("{} regimens in one arm: the limit is {}", list->children.size(),
                                            max_regimens));
        return named;
    }
    std::vector<std::string> known, names;
    for (const auto& [name, regimen] : regimens) known.push_back(name);
    for (const toml::Node& one : list->children) {
        const std::optional<std::string> name = toml::text_value(&one, report);
        if (!name) continue;
        const auto found = regimens.find(*name);
        if (found == regimens.end()) {
            report.add(one.place,
                       fmt::format("no such regimen `{}`{}", *name, base::did_you_mean(*name, known)));
            continue;
        }
        if (!found->second.good) continue;
        const Regimen& regimen = found->second.regimen;
        const int place = arm.regimen_count;
        arm.regimens[arm.regimen_count++] = regimen;
        names.push_back(*name);
        if (const std::string reason = place_in_arm(found->second.event, names, arm); !reason.empty())
            report.add(one.place, reason);
        for (int earlier = 0; earlier < place; ++earlier) {
            const auto& [other_name, other] = named[std::size_t(earlier)];
            if (other.regimen.drug == regimen.drug) {
                const std::string reason =
                    other.regimen.marginals != regimen.marginals
                        ? fmt::format(
                              "`{}` and `{}` are regimens of two drugs of one kind, {}: an arm has one drug "
                              "of "
                              "each kind",
                              other_name, *name, entry_of(regimen.drug).kind)
                    : starts_after(arm, place, earlier)
                        ? ""
                        : why_no_phases(other.regimen, other_name, regimen, *name, horizon_min);
                if (!reason.empty()) report.add(one.place, reason);
            } else if (releases_another(other.regimen, regimen) || releases_another(regimen, other.regimen)) {
                report.add(one.place,
                           fmt::format("the IL-2 that a PEG conjugate releases is aldesleukin: `{}` and `{}` "
                                       "cannot be in one arm",
                                       other_name, *name));
            }
        }
        named.push_back(*found);
        label.regimen_labels.push_back(found->second.label);
    }
    return named;
}

/// Arms without a label: the names of their drugs, each once, or the id where that would not tell two arms
/// apart.
void label_by_drugs(Cohort& cohort) {
    std::vector<std::string> drugs;
    for (std::size_t a = 0; a < cohort.arms.size(); ++a) {
        const Arm& arm = cohort.study.arms[a];
        std::string names;
        for (int r = 0; r < arm.regimen_count; ++r) {
            const Regimen& regimen = arm.regimens[r];
            const bool named = std::any_of(arm.regimens, arm.regimens + r, [&](const Regimen& earlier) {
                return earlier.drug == regimen.drug && earlier.marginals == regimen.marginals;
            });
            if (!named) names += (r > 0 ? " + " : "") + name_of(cohort, regimen);
        }
        drugs.push_back(cohort.arms[a].label.empty() ? names : cohort.arms[a].label);
    }
    for (std::size_t a = 0; a < cohort.arms.size(); ++a) {
        std::string& label = cohort.arms[a].label;
        if (!label.empty()) continue;
        const bool clear = !drugs[a].empty() && std::count(drugs.begin(), drugs.end(), drugs[a]) == 1;
        label = clear ? drugs[a] : cohort.arms[a].id;
    }
}

}  // namespace

void read_arms(const toml::Node& root, const std::map<std::string, NamedRegimen>& regimens,
               const toml::Node* scans, Cohort& cohort, base::Report& report) {
    const toml::Node* list = root.find("arm");
    if (list == nullptr || !list->is_array() || list->children.empty()) {
        report.add(list == nullptr ? root.place : list->place, "a cohort needs at least one [[arm]]");
        return;
    }
    if (list->children.size() > std::size_t(max_arms)) {
        report.add(list->children[std::size_t(max_arms)].place,
                   fmt::format("{} arms: the limit is {}", list->children.size(), max_arms));
        return;
    }
    Study& study = cohort.study;
    const ScanSchedule common = read_scans(scans, study.horizon_min, report);
    for (const toml::Node& node : list->children) {
        toml::Fields fields(&node, "[[arm]]", node.place, report);
        Arm& arm = study.arms[study.arm_count];
        ArmDesign label;
        const toml::Node* id = fields.need("id", "short name of the arm");
        label.id = toml::name_value(id, report).value_or("");
        const toml::Node* own_label = fields.find("label");
        label.label = toml::name_value(own_label, report).value_or("");
        for (const ArmDesign& other : cohort.arms)
            if (!label.label.empty() && other.label == label.label)
                report.add(own_label->place, fmt::format("two arms are labelled \"{}\"", label.label));
        const toml::Node* own_n = fields.find("trial_n");
        label.trial_n = int(toml::integer_value(own_n, report, 1, 1000000).value_or(cohort.trial.n));
        if (own_n != nullptr && label.trial_n < cohort.trial.gate.patients)
            report.add(own_n->place,
                       fmt::format("trial_n = {} is smaller than the first stage of {} patients",
                                   label.trial_n, cohort.trial.gate.patients));
        arm.tag = tag_of(label.id);
        for (int other = 0; other < study.arm_count && !label.id.empty(); ++other) {
            const std::string& taken = cohort.arms[std::size_t(other)].id;
            if (taken == label.id)
                report.add(id->place, fmt::format("two arms are called `{}`", label.id));
            else if (study.arms[other].tag == arm.tag)
                report.add(id->place,
                           fmt::format("the arms `{}` and `{}` would share their random numbers: rename one",
                                       taken, label.id));
        }
        const auto named =
            read_arm_regimens(fields.need("regimens", "list of regimens, empty for an untreated arm"),
                              regimens, arm, study.horizon_min, label, report);
        const toml::Node* own_scans = fields.find("scans");
        study.scans[study.arm_count] =
            own_scans != nullptr ? read_scans(own_scans, study.horizon_min, report) : common;
        warn_of_treatment_after_progression(named, study.scans[study.arm_count], study.horizon_min, report);
        fields.close();
        cohort.arms.push_back(std::move(label));
        ++study.arm_count;
    }
    label_by_drugs(cohort);
}

}  // namespace twinarm::cohort
