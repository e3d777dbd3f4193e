// A calibration file from top to bottom.
#include "host/calibrate/read_calibration.hpp"

#include <fmt/format.h>

#include "host/calibrate/row_settings.hpp"
#include "host/cohort/fields.hpp"
#include "host/cohort/override.hpp"
#include "host/cohort/resolved.hpp"
#include "host/cohort/sha256.hpp"
#include "host/cohort/values.hpp"

namespace twinarm {
namespace {

std::vector<int> read_generations(const Node* list, Report& report) {
    std::vector<int> sizes;
    if (list == nullptr) return sizes;
    if (!list->is_array() || list->children.empty()) {
        report.add(list->place, "`generations` is a list of numbers of rows, the prior's first");
        return sizes;
    }
    for (const Node& one : list->children)
        sizes.push_back(int(integer_value(&one, report, 2, 10000000).value_or(2)));
    return sizes;
}

TargetDefaults read_head(const Node& root, Calibration& calibration, Report& report) {
    Fields fields(root.find("calibration"), "[calibration]", root.place, report);
    calibration.id = text_value(fields.need("id", "short name"), report).value_or("");
    calibration.title = text_value(fields.need("title", "what it is for, in a line"), report).value_or("");
    calibration.seed = unsigned_value(fields.find("seed"), report).value_or(1);
    calibration.generations =
        read_generations(fields.need("generations", "rows of each, as in [2000, 1000]"), report);
    calibration.populations =
        int(integer_value(fields.find("populations"), report, 1, 100000).value_or(calibration.populations));
    calibration.least_effective =
        number_value(fields.find("least_effective"), report, 1, 1e9).value_or(calibration.least_effective);
    TargetDefaults defaults;
    defaults.between_trial_sd =
        number_value(fields.find("between_trial_sd"), report, 0, 10).value_or(defaults.between_trial_sd);
    const Node* ratio = fields.find("investigator_odds_ratio");
    defaults.investigator_odds_ratio =
        number_value(ratio, report, 0.01, 100).value_or(defaults.investigator_odds_ratio);
    if (ratio != nullptr) text_value(fields.need("investigator_source", "where it comes from"), report);
    fields.close();
    return defaults;
}

/// Without `source = "..."` and `status = "..."`.
std::string without_words(const std::string& text) {
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const bool words =
            text.compare(at, 10, "source = \"") == 0 || text.compare(at, 10, "status = \"") == 0;
        if (!words) {
            kept += text[at++];
            continue;
        }
        if (kept.ends_with(", ")) kept.resize(kept.size() - 2);
        for (at += 10; at < text.size() && text[at] != '"'; ++at)
            if (text[at] == '\\') ++at;
        ++at;
    }
    return kept;
}

/// A cohort at the priors' medians, without its first lines (which name files) and without sources: the same
/// whatever values the cohort file has where hyper-parameters stand.
std::string simulated_text(const Calibration& calibration, const Experiment& experiment) {
    const std::vector<double> medians(calibration.hyper.size(), 0.0);
    const std::string text = row_cohort(calibration.hyper, medians, experiment).resolved;
    return without_words(text.substr(text.find("schema = ")));
}

/// What makes a row of the reference table: cohorts, settings, priors, columns, seed. Not what was observed.
std::string table_key(const Calibration& calibration) {
    Sha256 hash;
    const auto add = [&](const std::string& text) { hash.add(text + "\n"); };
    add(fmt::format("seed {}", calibration.seed));
    for (const Experiment& e : calibration.experiments) {
        add(fmt::format("{} {}", e.id, e.patients));
        add(simulated_text(calibration, e));
    }
    for (const HyperParameter& h : calibration.hyper) add(name_of(h) + " " + h.prior_words);
    for (const SummaryRequest& s : calibration.summaries) add(s.name);
    return hash.hex();
}

}  // namespace

Calibration read_calibration(const std::filesystem::path& path, const std::vector<std::string>& set) {
    Report report;
    Document document = load_document(path, report);
    report.throw_if_any();
    for (const std::string& setting : set) apply_override(document.root, setting, report);
    const Node& root = document.root;

    Calibration calibration;
    calibration.file = path.string();
    calibration.inputs = document.files;
    Fields top(&root, "the file", root.place, report);
    const Node* schema = top.need("schema", "`schema = 1`");
    if (schema != nullptr && (schema->kind != Node::Kind::integer || schema->integer != 1))
        report.add(schema->place, "this program reads `schema = 1`");
    for (const char* section : {"calibration", "hyper", "experiment", "target", "contrast"})
        top.find(section);
    top.close();

    TargetDefaults defaults = read_head(root, calibration, report);
    read_hyper_parameters(root, calibration, report);
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h)
        if (name_of(calibration.hyper[h]) == "trial.between_trial_sd") defaults.between_trial_hyper = int(h);
    read_experiments(root, path.parent_path(), calibration, report);
    report.throw_if_any();  // targets name arms of experiments
    read_targets(root, defaults, calibration, report);
    report.throw_if_any();
    for (const Experiment& experiment : calibration.experiments)
        for (const InputFile& file : experiment.cohort.files) {
            bool known = false;
            for (const InputFile& one : calibration.inputs) known = known || one.path == file.path;
            if (!known) calibration.inputs.push_back(file);
        }
    calibration.key = table_key(calibration);
    return calibration;
}

}  // namespace twinarm
