// [[experiment]]: the cohorts that each row of the reference table simulates.
#include <fmt/format.h>

#include <algorithm>

#include "host/calibrate/read_calibration.hpp"
#include "host/calibrate/row_settings.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"

namespace twinarm::calibrate {
namespace {

std::vector<std::string> settings(const toml::Node* list, base::Report& report) {
    std::vector<std::string> all;
    if (list == nullptr) return all;
    if (!list->is_array()) {
        report.add(list->place, "`set` is a list, as in [\"study.horizon=52 wk\"]");
        return all;
    }
    for (const toml::Node& one : list->children)
        if (const auto text = toml::text_value(&one, report)) all.push_back(*text);
    return all;
}

/// The errors of a cohort file stay where they are; errors of a setting are reported here.
template <class Read>
void attempt(const base::Place& place, base::Report& report, const Read& read) {
    try {
        read();
    } catch (const base::CohortError& error) {
        for (const base::Diagnostic& found : error.diagnostics) {
            const bool setting = found.file.starts_with("--set ");
            report.add(setting ? place : base::Place{found.file, found.line, found.column},
                       setting ? found.file.substr(6) + ": " + found.message : found.message);
        }
    }
}

}  // namespace

void read_experiments(const toml::Node& root, const std::filesystem::path& folder, Calibration& calibration,
                      base::Report& report) {
    for (const toml::Node& node : elements_of(root, "experiment", report)) {
        toml::Fields fields(&node, "[[experiment]]", node.place, report);
        const toml::Node* id_node = fields.need("id", "short name");
        const std::string id = toml::name_value(id_node, report).value_or("");
        const toml::Node* cohort_node = fields.need("cohort", "cohort file, relative to this one");
        const auto cohort = toml::text_value(cohort_node, report);
        const auto set = settings(fields.find("set"), report);
        const auto patients =
            toml::integer_value(fields.need("patients", "patients a row"), report, 1, 1000000).value_or(1);
        fields.close();
        for (const Experiment& other : calibration.experiments)
            if (other.id == id)
                report.add(id_node->place, fmt::format("two experiments are called `{}`", id));
        if (!cohort) continue;
        attempt(cohort_node->place, report, [&] {
            cohort::CohortFile file((folder / *cohort).lexically_normal());
            Experiment experiment{id, std::move(file), set, std::uint64_t(patients), {}};
            experiment.cohort = experiment.file.with({experiment.set, {}, {}});
            // Every hyper-parameter must be one of the file: at its median the cohort still reads.
            const std::vector<double> medians(calibration.hyper.size(), 0.0);
            attempt(cohort_node->place, report, [&] { row_cohort(calibration.hyper, medians, experiment); });
            calibration.experiments.push_back(std::move(experiment));
        });
    }
    if (root.find("experiment") == nullptr)
        report.add(root.place, "a calibration needs at least one [[experiment]]");
}

}  // namespace twinarm::calibrate
