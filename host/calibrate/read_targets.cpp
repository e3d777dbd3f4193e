// [[target]] and [[contrast]]: what was observed, and in which arm of which experiment.
#include <fmt/format.h>

#include <algorithm>

#include "host/base/nearest.hpp"
#include "host/calibrate/column_name.hpp"
#include "host/calibrate/read_calibration.hpp"
#include "host/calibrate/read_measures.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"

namespace twinarm::calibrate {
namespace {

/// The experiment and its arm that `fields` name.
bool choose_arm(toml::Fields& fields, const char* arm_key, const Calibration& calibration,
                SummaryRequest& request, base::Report& report) {
    const toml::Node* node = fields.find("experiment");
    const toml::Node* arm = fields.need(arm_key, "id of an arm or pool of the experiment");
    std::vector<std::string> known;
    for (const Experiment& one : calibration.experiments) known.push_back(one.id);
    const auto index = node == nullptr ? std::nullopt : toml::choice_value(node, known, report);
    if (node == nullptr)
        report.add(fields.place(),
                   fmt::format("{} lacks `experiment` (id of an [[experiment]])", fields.name()));
    if (!index) return false;
    request.experiment = std::size_t(*index);
    choose_arms(arm, calibration.experiments[request.experiment].cohort, request, report);
    const Experiment& experiment = calibration.experiments[request.experiment];
    request.name = experiment.id + "/" + (arm != nullptr && arm->is_text() ? arm->text : "");
    return !request.arms.empty();
}

cohort::StageGate gate_of(const toml::Node* node, double n, base::Report& report) {
    if (node == nullptr) return {};
    toml::Fields fields(node, "`gate`", node->place, report);
    const auto patients =
        toml::integer_value(fields.need("patients", "of the first stage"), report, 1, int(n));
    const auto responders = toml::integer_value(fields.need("responders", "that open the second stage"),
                                                report, 0, patients.value_or(1));
    fields.close();
    return {int(patients.value_or(0)), int(responders.value_or(0))};
}

/// The column of responders that a gate counts: the target's own, or that of the evaluable patients.
std::size_t responders_of(const Target& target, SummaryRequest request, Calibration& calibration) {
    if (!target.parts.empty()) {
        const SummaryRequest& own = calibration.summaries[target.parts.front().summary];
        if (own.measure == Measure::response) return target.parts.front().summary;
    }
    request.evaluable = true;
    return column_of(calibration, request);
}

Target read_target(const toml::Node& node, const TargetDefaults& defaults, Calibration& calibration,
                   base::Report& report) {
    toml::Fields fields(&node, "[[target]]", node.place, report);
    Target target;
    target.id = toml::name_value(fields.need("id", "short name"), report).value_or("");
    target.trial = toml::text_value(fields.need("trial", "the trial that was reported"), report).value_or("");
    target.source =
        toml::text_value(fields.need("source", "where the numbers come from"), report).value_or("");
    static const std::vector<std::string> assessors = {"review", "investigator"};
    if (toml::choice_value(fields.find("assessor"), assessors, report).value_or(0) == 1)
        target.logit_shift = std::log(defaults.investigator_odds_ratio);
    const toml::Node* own_sd = fields.find("between_trial_sd");
    target.between_trial_sd = toml::number_value(own_sd, report, 0, 10).value_or(defaults.between_trial_sd);
    if (own_sd == nullptr) target.between_trial_hyper = defaults.between_trial_hyper;
    SummaryRequest request;
    const bool placed = choose_arm(fields, "arm", calibration, request, report);
    read_measures(fields, node.place, placed, request, calibration, target, report);
    const auto* count =
        target.parts.empty() ? nullptr : std::get_if<ObservedCount>(&target.parts.front().observed);
    target.randomised = toml::boolean_value(fields.find("randomised"), report).value_or(false);
    const toml::Node* gate = fields.find("gate");
    target.gate = gate_of(gate, count == nullptr ? 0 : count->n, report);
    if (gate != nullptr && (count == nullptr || target.randomised))
        report.add(gate->place, "a gate is of counts of a trial that was not randomised");
    else if (gate != nullptr && placed)
        target.gate_summary = responders_of(target, request, calibration);
    fields.close();
    return target;
}

/// The randomised targets of one trial are arms of one experiment, with one sd between trials.
void check_randomised(const toml::Node& root, const Calibration& calibration, base::Report& report) {
    for (std::size_t t = 0; t < calibration.targets.size(); ++t) {
        const Target& target = calibration.targets[t];
        if (!target.randomised || target.parts.empty()) continue;
        const auto experiment_of = [&](const Target& one) {
            const std::size_t column = one.parts.front().summary;
            return column < calibration.summaries.size() ? calibration.summaries[column].experiment : 0;
        };
        int others = 0;
        bool alike = true;
        for (const Target& other : calibration.targets) {
            if (&other == &target || other.trial != target.trial || !other.randomised || other.parts.empty())
                continue;
            ++others;
            alike = alike && experiment_of(other) == experiment_of(target) &&
                    other.between_trial_hyper == target.between_trial_hyper &&
                    (target.between_trial_hyper >= 0 || other.between_trial_sd == target.between_trial_sd);
        }
        const base::Place& place = root.find("target")->children[t].place;
        if (others == 0)
            report.add(place, fmt::format("`{}` is randomised, but no other randomised target has its trial",
                                          target.id));
        else if (!alike)
            report.add(place, fmt::format("randomised targets of `{}` have one experiment and one "
                                          "`between_trial_sd`",
                                          target.trial));
    }
}

Contrast read_contrast(const toml::Node& node, Calibration& calibration, base::Report& report) {
    toml::Fields fields(&node, "[[contrast]]", node.place, report);
    Contrast contrast{};
    contrast.id = toml::name_value(fields.need("id", "short name"), report).value_or("");
    SummaryRequest arm, minus;
    if (choose_arm(fields, "arm", calibration, arm, report) &&
        choose_arm(fields, "minus", calibration, minus, report)) {
        contrast.summary = column_of(calibration, arm);
        contrast.minus = column_of(calibration, minus);
    }
    fields.close();
    return contrast;
}

}  // namespace

void choose_arms(const toml::Node* id, const cohort::Cohort& cohort, SummaryRequest& request,
                 base::Report& report) {
    const std::string wanted = toml::text_value(id, report).value_or("");
    std::vector<std::string> known;
    for (std::size_t a = 0; a < cohort.arms.size(); ++a) {
        known.push_back(cohort.arms[a].id);
        if (known.back() == wanted) request.arms = {{int(a), 1}};
    }
    for (const cohort::PooledArms& pool : cohort.pools) {
        known.push_back(pool.id);
        if (pool.id != wanted) continue;
        double all = 0;
        for (const cohort::PooledArms::Part& part : pool.parts) all += part.n;
        for (const cohort::PooledArms::Part& part : pool.parts)
            request.arms.push_back({part.arm, part.n / all});
    }
    if (id != nullptr && request.arms.empty())
        report.add(id->place, fmt::format("no arm or pool of `{}` is called `{}`{}", cohort.id, wanted,
                                          base::did_you_mean(wanted, known)));
}

void read_targets(const toml::Node& root, const TargetDefaults& defaults, Calibration& calibration,
                  base::Report& report) {
    for (const toml::Node& node : elements_of(root, "target", report)) {
        Target target = read_target(node, defaults, calibration, report);
        for (const Target& other : calibration.targets)
            if (other.id == target.id)
                report.add(node.place, fmt::format("two targets are called `{}`", target.id));
        calibration.targets.push_back(std::move(target));
    }
    check_randomised(root, calibration, report);
    if (calibration.targets.empty()) report.add(root.place, "a calibration needs at least one [[target]]");
    for (const toml::Node& node : elements_of(root, "contrast", report))
        calibration.contrasts.push_back(read_contrast(node, calibration, report));
}

}  // namespace twinarm::calibrate
