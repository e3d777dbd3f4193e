// [trial], [[pool]] and [[published]].
#include "host/cohort/read_trial.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/base/nearest.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"

namespace twinarm::cohort {
namespace {

constexpr std::int64_t largest_trial = 1000000;
constexpr std::size_t most_pools = 100;
constexpr double highest_fold = 1000;  ///< of lymphocytes over baseline: more is a slip

std::vector<std::string> arm_ids(const Cohort& cohort) {
    std::vector<std::string> ids;
    for (const ArmDesign& arm : cohort.arms) ids.push_back(arm.id);
    return ids;
}

/// Elements of [[name]], or none.
const std::vector<toml::Node>& elements(const toml::Node& root, const std::string& name,
                                        base::Report& report) {
    static const std::vector<toml::Node> none;
    const toml::Node* list = root.find(name);
    if (list == nullptr || list->is_array()) return list == nullptr ? none : list->children;
    report.add(list->place, fmt::format("written as [[{}]], once for each", name));
    return none;
}

/// [["2 month", 0.75], ...]: pairs of a time, each later than the one before, and a value in [0, highest].
std::vector<CurvePoint> read_curve(const toml::Node* node, double highest, base::Report& report) {
    std::vector<CurvePoint> curve;
    if (node == nullptr) return curve;
    const std::string form = fmt::format("`{}` is a list of pairs, as in [[\"8 wk\", 0.75]]", node->name);
    if (!node->is_array()) report.add(node->place, form);
    for (const toml::Node& pair : node->children) {
        if (!pair.is_array() || pair.children.size() != 2) {
            report.add(pair.place, form);
            continue;
        }
        const auto day = toml::quantity_value(&pair.children[0], "d", report);
        const auto value = toml::number_value(&pair.children[1], report, 0, highest);
        if (!day || !value) continue;
        if (*day < 0) report.add(pair.children[0].place, "a time cannot be negative");
        if (!curve.empty() && *day <= curve.back().day)
            report.add(pair.place, fmt::format("`{}` is in order of time, without a time twice", node->name));
        curve.push_back({*day, *value});
    }
    return curve;
}

/// Virtual trials take about 20 bytes an arm each; a million give any quantile to 0.1%.
constexpr std::int64_t most_trials = 1000000;

}  // namespace

void read_trial(const toml::Node& root, TrialDesign& trial, base::Report& report) {
    const toml::Node* node = root.find("trial");
    if (node == nullptr) return;
    toml::Fields fields(node, "[trial]", root.place, report);
    trial.n = int(toml::integer_value(fields.find("n"), report, 1, largest_trial).value_or(trial.n));
    trial.trials =
        int(toml::integer_value(fields.find("trials"), report, 1, most_trials).value_or(trial.trials));
    const toml::Node* sd = fields.find("between_trial_sd");
    if (const auto value = toml::quantity_value(sd, "1", report)) {
        trial.between_trial_sd = *value;
        if (*value < 0)
            report.add(sd->place, fmt::format("between_trial_sd = {} (a spread cannot be negative)", *value));
    }
    const toml::Node* assessor = fields.find("assessor_odds_ratio");
    if (const auto value = toml::quantity_value(assessor, "1", report)) {
        trial.assessor_odds_ratio = *value;
        if (!(*value > 0))
            report.add(assessor->place, fmt::format("assessor_odds_ratio = {} (a ratio is above 0)", *value));
    }
    if (const toml::Node* gate = fields.find("gate")) {
        toml::Fields stage(gate, "`gate`", gate->place, report);
        const auto patients =
            toml::integer_value(stage.need("patients", "patients of the first stage"), report, 1, trial.n);
        const auto responders =
            toml::integer_value(stage.need("responders", "responders among them that open the second stage"),
                                report, 0, patients.value_or(trial.n));
        trial.gate = {int(patients.value_or(0)), int(responders.value_or(0))};
        stage.close();
    }
    fields.close();
}

void read_pools(const toml::Node& root, Cohort& cohort, base::Report& report) {
    std::vector<std::string> taken = arm_ids(cohort);
    const std::vector<toml::Node>& list = elements(root, "pool", report);
    if (list.size() > most_pools) {
        report.add(list[most_pools].place, fmt::format("{} pools: the limit is {}", list.size(), most_pools));
        return;
    }
    for (const toml::Node& node : list) {
        toml::Fields fields(&node, "[[pool]]", node.place, report);
        PooledArms pool;
        const toml::Node* id = fields.need("id", "short name of the pool");
        pool.id = toml::name_value(id, report).value_or("");
        pool.label = toml::name_value(fields.find("label"), report).value_or(pool.id);
        if (id != nullptr && std::find(taken.begin(), taken.end(), pool.id) != taken.end())
            report.add(id->place, fmt::format("`{}` is already an arm or a pool", pool.id));
        taken.push_back(pool.id);
        const toml::Node* parts = fields.need("parts", "patients of each arm, as in { arm_id = 9 }");
        fields.close();
        if (parts != nullptr && !parts->is_table())
            report.add(parts->place, "`parts` is a table of arms and patients, as in { arm_id = 9 }");
        else if (parts != nullptr && parts->children.empty())
            report.add(parts->place, "a pool needs at least one arm");
        else if (parts != nullptr)
            for (const toml::Node& part : parts->children) {
                const std::vector<std::string> ids = arm_ids(cohort);
                const auto arm = std::find(ids.begin(), ids.end(), part.name);
                const auto n = toml::integer_value(&part, report, 1, largest_trial);
                if (arm == ids.end())
                    report.add(part.key, fmt::format("no such arm `{}`{}", part.name,
                                                     base::did_you_mean(part.name, ids)));
                else
                    pool.parts.push_back({int(arm - ids.begin()), int(n.value_or(0))});
            }
        cohort.pools.push_back(std::move(pool));
    }
}

namespace {

/// An included file has trials of arms that the file's own arms replace.
std::string no_such_arm_message(const std::string& id, const std::vector<std::string>& known) {
    const std::string meant = base::did_you_mean(id, known);
    return fmt::format("no such arm or pool `{}`{}", id,
                       meant.empty()
                           ? ": a file that replaces the arms of an included one leaves out its trials with "
                             "`published = []`"
                           : meant);
}

}  // namespace

void read_published(const toml::Node& root, Cohort& cohort, base::Report& report) {
    static const std::vector<std::string> roles = {"calibration", "validation"};
    static const std::vector<std::string> denominators = {"treated", "evaluable"};
    std::vector<std::string> ids = arm_ids(cohort);
    for (const PooledArms& pool : cohort.pools) ids.push_back(pool.id);
    for (const toml::Node& node : elements(root, "published", report)) {
        toml::Fields fields(&node, "[[published]]", node.place, report);
        PublishedTrial trial;
        trial.label = toml::name_value(fields.need("label", "name of the trial"), report).value_or("");
        const toml::Node* arm = fields.need("arm", "id of the arm or pool that it is compared with");
        trial.arm = toml::text_value(arm, report).value_or("");
        if (arm != nullptr && !trial.arm.empty() && std::find(ids.begin(), ids.end(), trial.arm) == ids.end())
            report.add(arm->place, no_such_arm_message(trial.arm, ids));
        const auto n = toml::integer_value(fields.need("n", "patients"), report, 1, 100000000);
        trial.n = int(n.value_or(0));
        const std::int64_t most = n.value_or(100000000);
        const auto responders =
            toml::integer_value(fields.need("responders", "patients with a response"), report, 0, most);
        trial.responders = int(responders.value_or(0));
        const auto complete =
            toml::integer_value(fields.find("complete"), report, 0, responders.value_or(most));
        trial.complete = int(complete.value_or(-1));
        const toml::Node* role =
            fields.need("role", "\"calibration\" where it was fitted, \"validation\" where not");
        trial.role = roles[std::size_t(toml::choice_value(role, roles, report).value_or(0))];
        trial.source =
            toml::text_value(fields.need("source", "where the numbers come from"), report).value_or("");
        if (const toml::Node* denominator = fields.find("denominator"))
            trial.evaluable = toml::choice_value(denominator, denominators, report).value_or(0) == 1;
        trial.pfs = read_curve(fields.find("pfs"), 1, report);
        trial.lymphocytes = read_curve(fields.find("lymphocytes"), highest_fold, report);
        fields.close();
        cohort.published.push_back(std::move(trial));
    }
}

}  // namespace twinarm::cohort
