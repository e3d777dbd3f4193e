// Each setting against the cohort without it, and against what the arms use.
#include "host/cohort/idle_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "host/base/words.hpp"

namespace twinarm::cohort {
namespace {

std::vector<std::string> path_of(const std::string& setting) {
    std::vector<std::string> path(1);
    for (const char letter : setting.substr(0, setting.find('='))) {
        if (letter == '.')
            path.emplace_back();
        else if (letter != ' ' && letter != '\t')
            path.back() += letter;
    }
    return path;
}

/// Regimens that arms give, and those that these are `like`.
std::set<std::string> regimens_in_use(const toml::Node& root) {
    std::set<std::string> names;
    const toml::Node *arms = root.find("arm"), *regimens = root.find("regimen");
    if (arms == nullptr || regimens == nullptr) return names;
    for (const toml::Node& arm : arms->children)
        for (const toml::Node& name : arm.find("regimens")->children)
            for (const std::string* next = &name.text; next != nullptr && names.insert(*next).second;) {
                const toml::Node* regimen = regimens->find(*next);
                const toml::Node* like = regimen == nullptr ? nullptr : regimen->find("like");
                next = like == nullptr ? nullptr : &like->text;
            }
    return names;
}

bool is_given(const CohortDrug& drug, const Study& study) {
    for (int a = 0; a < study.arm_count; ++a)
        for (int r = 0; r < study.arms[a].regimen_count; ++r) {
            const Regimen& regimen = study.arms[a].regimens[r];
            if (regimen.drug == drug.kind && regimen.marginals == drug.marginals) return true;
        }
    return false;
}

/// Whether another drug has the parameters of this one where it gives none of its own.
bool is_likeness(const std::string& drug, const toml::Node& root) {
    const toml::Node* all = root.find("drug");
    return all != nullptr &&
           std::any_of(all->children.begin(), all->children.end(), [&](const toml::Node& other) {
               const toml::Node* like = other.find("like");
               return like != nullptr && like->text == drug;
           });
}

bool every_arm_has(const char* key, const toml::Node& root) {
    const auto& arms = root.find("arm")->children;
    return std::all_of(arms.begin(), arms.end(),
                       [&](const toml::Node& arm) { return arm.find(key) != nullptr; });
}

/// Why a rule of [assessment] is not used beside the others, or "".
std::string why_not_used(const std::string& rule, const ResponseRules& rules) {
    if (rules.confirmation_min == 0 && (rule == "missed_scans_between" || rule == "accept_stable_between"))
        return "no response is confirmed: `confirmation` is \"none\"";
    if (rules.criteria != Criteria::irecist && rule == "progression_confirmation")
        return fmt::format("under {} a progression is not confirmed", base::name_of(rules.criteria));
    return "";
}

bool has_hold_rule(const std::string& regimen, const toml::Node& root) {
    const toml::Node* rules = root.find("regimen")->find(regimen)->find("rule");
    return rules != nullptr &&
           std::any_of(rules->children.begin(), rules->children.end(), [](const toml::Node& rule) {
               const toml::Node* action = rule.find("do");
               return action != nullptr && action->text == "hold";
           });
}

/// Why no arm uses what stands at this path, or "".
std::string why_unused(const std::vector<std::string>& path, const toml::Node& root, const Cohort& cohort) {
    const Study& study = cohort.study;
    if (path[0] == "regimen" && path.size() > 1 && !regimens_in_use(root).contains(path[1]))
        return fmt::format("no arm gives regimen `{}`", path[1]);
    const std::string& drug = path[0] == "drug" && path.size() > 1 ? path[1] : path[0];
    for (const CohortDrug& one : cohort.drugs)
        if (one.name == drug && !is_given(one, study) && !is_likeness(drug, root))
            return fmt::format("no arm gives {}", drug);
    if (path[0] == "assessment" && path.size() > 1)
        if (const std::string reason = why_not_used(path[1], study.response); !reason.empty()) return reason;
    if (path[0] == "regimen" && path.size() > 2 && (path[2] == "hold" || path[2] == "max_hold") &&
        !has_hold_rule(path[1], root))
        return fmt::format("no rule of regimen `{}` holds a dose", path[1]);
    if (path == std::vector<std::string>{"trial", "n"} && every_arm_has("trial_n", root))
        return "every arm has its own `trial_n`";
    if (path[0] == "assessment" && path.size() > 1 && path[1] == "scans" && every_arm_has("scans", root))
        return "every arm has its own `scans`";
    return "";
}

/// Whether runs of both give the same files but resolved.toml.
bool gives_the_same(const Cohort& a, const Cohort& b) {
    const auto results = [](const Cohort& c) {
        return std::tie(c.id, c.title, c.disease, c.patients, c.populations, c.study, c.trial, c.escalation,
                        c.drugs, c.arms, c.pools, c.published, c.notes);
    };
    return results(a) == results(b);
}

/// Whether the cohort is the same without one of its settings.
bool is_same_without(std::size_t setting, const CohortFile& file, CohortOverrides overrides,
                     const Cohort& cohort) {
    overrides.set.erase(overrides.set.begin() + std::ptrdiff_t(setting));
    try {
        return gives_the_same(file.with(overrides), cohort);
    } catch (const base::CohortError&) {
        return false;
    }
}

}  // namespace

std::vector<base::Diagnostic> idle_settings(const CohortFile& file, const CohortOverrides& overrides,
                                            const Cohort& cohort) {
    base::Report report;
    if (overrides.set.empty()) return {};
    const toml::Node root = toml::parse_toml(cohort.resolved, "resolved.toml", report);
    for (std::size_t i = 0; i < overrides.set.size(); ++i) {
        const base::Place place = base::place_of_option("--set " + overrides.set[i]);
        if (path_of(overrides.set[i])[0] == "design")
            continue;  // says what is searched, not what is simulated
        const std::string unused = why_unused(path_of(overrides.set[i]), root, cohort);
        if (!unused.empty())
            report.warn(place, "changes nothing: " + unused);
        else if (is_same_without(i, file, overrides, cohort))
            report.warn(place, "changes nothing: without it the cohort is the same");
    }
    return report.warnings();
}

}  // namespace twinarm::cohort
