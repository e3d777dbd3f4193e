// A calibration file from top to bottom.
#include "host/calibrate/read_calibration.hpp"

#include <fmt/format.h>

#include "host/base/output_file.hpp"
#include "host/base/sha256.hpp"
#include "host/calibrate/row_settings.hpp"
#include "host/cohort/resolved.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/override.hpp"
#include "host/toml/values.hpp"

namespace twinarm::calibrate {
namespace {

std::vector<int> read_generations(const toml::Node* list, base::Report& report) {
    std::vector<int> sizes;
    if (list == nullptr) return sizes;
    if (!list->is_array() || list->children.empty()) {
        report.add(list->place, "`generations` is a list of numbers of rows, the prior's first");
        return sizes;
    }
    for (const toml::Node& one : list->children)
        sizes.push_back(int(toml::integer_value(&one, report, 2, 10000000).value_or(2)));
    return sizes;
}

TargetDefaults read_head(const toml::Node& root, Calibration& calibration, base::Report& report) {
    toml::Fields fields(root.find("calibration"), "[calibration]", root.place, report);
    calibration.id = toml::name_value(fields.need("id", "short name"), report).value_or("");
    calibration.title =
        toml::text_value(fields.need("title", "what it is for, in a line"), report).value_or("");
    calibration.seed = toml::unsigned_value(fields.find("seed"), report).value_or(1);
    calibration.generations =
        read_generations(fields.need("generations", "rows of each, as in [2000, 1000]"), report);
    calibration.populations = int(
        toml::integer_value(fields.find("populations"), report, 1, 100000).value_or(calibration.populations));
    calibration.least_effective = toml::number_value(fields.find("least_effective"), report, 1, 1e9)
                                      .value_or(calibration.least_effective);
    calibration.largest_pareto_k = toml::number_value(fields.find("largest_pareto_k"), report, 0, 100)
                                       .value_or(calibration.largest_pareto_k);
    TargetDefaults defaults;
    defaults.between_trial_sd = toml::number_value(fields.find("between_trial_sd"), report, 0, 10)
                                    .value_or(defaults.between_trial_sd);
    const toml::Node* ratio = fields.find("investigator_odds_ratio");
    defaults.investigator_odds_ratio =
        toml::number_value(ratio, report, 0.01, 100).value_or(defaults.investigator_odds_ratio);
    if (ratio != nullptr) toml::text_value(fields.need("investigator_source", "where it comes from"), report);
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
/// whatever values the cohort file has for the hyper-parameters.
std::string simulated_text(const Calibration& calibration, const Experiment& experiment) {
    const std::vector<double> medians(calibration.hyper.size(), 0.0);
    const std::string text = row_cohort(calibration.hyper, medians, experiment).resolved;
    return without_words(text.substr(text.find("schema = ")));
}

/// What makes a row of the reference table: cohorts, settings, priors, columns, seed. Not what was observed.
std::string table_key(const Calibration& calibration) {
    base::Sha256 hash;
    const auto add = [&](const std::string& text) { hash.add(text + "\n"); };
    add("each row its own patients");
    add(fmt::format("seed {}", calibration.seed));
    for (const Experiment& e : calibration.experiments) {
        add(fmt::format("{} {}", e.id, e.patients));
        add(simulated_text(calibration, e));
    }
    for (const HyperParameter& h : calibration.hyper) add(name_of(h) + " " + h.prior_words);
    for (const SummaryRequest& s : calibration.summaries) add(s.name);
    return hash.hex();
}

/// Before any of them is read. Throws CohortError at the first one too many.
void require_few(const toml::Node& root, base::Report& report) {
    for (const auto& [name, most] :
         {std::pair("hyper", most_hyper_parameters), std::pair("experiment", most_experiments),
          std::pair("target", most_targets), std::pair("contrast", most_targets)}) {
        const toml::Node* list = root.find(name);
        if (list != nullptr && list->is_array() && list->children.size() > most)
            report.add(list->children[most].place, fmt::format("more than {} [[{}]]", most, name));
    }
    report.throw_if_any();
}

}  // namespace

Calibration read_calibration(const std::filesystem::path& path, const std::vector<std::string>& set) {
    const std::string text =
        base::read_file(path, "Give the path of a calibration file; one is cohorts/calibration/default.toml.",
                        toml::largest_file_bytes + 1);
    base::Report report;
    toml::Document document = toml::load_document(path, text, report);
    report.throw_if_any();
    for (const std::string& setting : set) toml::apply_override(document.root, setting, report);
    const toml::Node& root = document.root;

    Calibration calibration;
    calibration.file = base::name_of_input(path.string());
    calibration.inputs = document.files;
    toml::Fields top(&root, "the file", root.place, report);
    const toml::Node* schema = top.need("schema", "`schema = 1`");
    if (schema != nullptr && toml::whole_number_of(*schema) != 1)
        report.add(schema->place, "this program reads `schema = 1`");
    for (const char* section : {"calibration", "hyper", "experiment", "target", "contrast"})
        top.find(section);
    top.close();
    require_few(root, report);

    TargetDefaults defaults = read_head(root, calibration, report);
    read_hyper_parameters(root, calibration, report);
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h)
        if (name_of(calibration.hyper[h]) == "trial.between_trial_sd") defaults.between_trial_hyper = int(h);
    read_experiments(root, base::is_stream(path) ? std::filesystem::path() : path.parent_path(), calibration,
                     report);
    report.throw_if_any();  // targets name arms of experiments
    read_targets(root, defaults, calibration, report);
    report.throw_if_any();
    for (const Experiment& experiment : calibration.experiments)
        for (const toml::InputFile& file : experiment.cohort.files) {
            bool known = false;
            for (const toml::InputFile& one : calibration.inputs) known = known || one.path == file.path;
            if (!known) calibration.inputs.push_back(file);
        }
    calibration.key = table_key(calibration);
    return calibration;
}

}  // namespace twinarm::calibrate
