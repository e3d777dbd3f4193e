// [[experiment]]: the cohorts that each row of the reference table simulates.
#include <fmt/format.h>

#include <algorithm>

#include "host/calibrate/read_calibration.hpp"
#include "host/calibrate/row_settings.hpp"
#include "host/cohort/fields.hpp"
#include "host/cohort/values.hpp"

namespace twinarm {
namespace {

std::vector<std::string> settings(const Node* list, Report& report) {
    std::vector<std::string> all;
    if (list == nullptr) return all;
    if (!list->is_array()) {
        report.add(list->place, "`set` is a list, as in [\"study.horizon=52 wk\"]");
        return all;
    }
    for (const Node& one : list->children)
        if (const auto text = text_value(&one, report)) all.push_back(*text);
    return all;
}

/// The errors of a cohort file stay where they are; errors of a setting are told here.
template <class Read>
void attempt(const Place& place, Report& report, const Read& read) {
    try {
        read();
    } catch (const CohortError& error) {
        for (const Diagnostic& found : error.diagnostics) {
            const bool setting = found.file.starts_with("--set ");
            report.add(setting ? place : Place{found.file, found.line, found.column},
                       setting ? found.file.substr(6) + ": " + found.message : found.message);
        }
    }
}

}  // namespace

void read_experiments(const Node& root, const std::filesystem::path& folder, Calibration& calibration,
                      Report& report) {
    for (const Node& node : elements_of(root, "experiment", report)) {
        Fields fields(&node, "[[experiment]]", node.place, report);
        const Node* id_node = fields.need("id", "short name");
        const std::string id = text_value(id_node, report).value_or("");
        const Node* cohort_node = fields.need("cohort", "cohort file, relative to this one");
        const auto cohort = text_value(cohort_node, report);
        const auto set = settings(fields.find("set"), report);
        const auto patients =
            integer_value(fields.need("patients", "patients a row"), report, 1, 1000000).value_or(1);
        fields.close();
        for (const Experiment& other : calibration.experiments)
            if (other.id == id)
                report.add(id_node->place, fmt::format("two experiments are called `{}`", id));
        if (!cohort) continue;
        attempt(cohort_node->place, report, [&] {
            CohortFile file((folder / *cohort).lexically_normal());
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

}  // namespace twinarm
