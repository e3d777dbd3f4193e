// [[hyper]]: what is uncertain, with its prior.
#include <fmt/format.h>

#include <algorithm>

#include "host/calibrate/read_calibration.hpp"
#include "host/cohort/component.hpp"
#include "host/cohort/distribution_words.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/toml/fields.hpp"
#include "host/toml/values.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::calibrate {
namespace {

/// The unit of a path: that of the parameter for its place and for its spread on the natural scale.
std::string unit_of(const std::string& path) {
    const auto last = path.rfind('.');
    if (last == std::string::npos) return "1";
    const int parameter = cohort::parameter_index(path.substr(0, last));
    const std::string field = path.substr(last + 1);
    const bool natural = field == "median" || field == "value" || field == "mean" || field == "sd";
    return parameter >= 0 && natural ? parameter_table[parameter].unit : "1";
}

Marginal read_prior(const toml::Node* node, const HyperParameter& hyper, base::Report& report) {
    Marginal prior{};
    prior.copula_row = -1;
    if (node == nullptr) return prior;
    toml::Fields fields(node, "`prior`", node->place, report);
    const cohort::ComponentReader reader(hyper.path, hyper.unit, report);
    const cohort::FoundForm found = reader.form_of(*node, fields);
    if (found.form == nullptr || found.several || found.form->kind == DistributionKind::fixed) {
        report.add(node->place,
                   fmt::format("the prior of `{}` needs one form: median and log_sd, mean and sd, median and "
                               "logit_sd, uniform, or log_uniform",
                               hyper.path));
    } else if (const auto component = reader.read(found.form->kind, fields)) {
        prior.kind = found.form->kind;
        prior.component_count = 1;
        prior.component[0] = *component;
        const bool between =
            prior.kind == DistributionKind::uniform || prior.kind == DistributionKind::log_uniform;
        if (!between && component->scale == 0)
            report.add(node->place, fmt::format("the prior of `{}` has no spread", hyper.path));
    }
    fields.close();
    return prior;
}

}  // namespace

const std::vector<toml::Node>& elements_of(const toml::Node& root, const std::string& name,
                                           base::Report& report) {
    static const std::vector<toml::Node> none;
    const toml::Node* list = root.find(name);
    if (list == nullptr || list->is_array()) return list == nullptr ? none : list->children;
    report.add(list->place, fmt::format("written as [[{}]], once for each", name));
    return none;
}

void read_hyper_parameters(const toml::Node& root, Calibration& calibration, base::Report& report) {
    for (const toml::Node& node : elements_of(root, "hyper", report)) {
        toml::Fields fields(&node, "[[hyper]]", node.place, report);
        HyperParameter hyper;
        const toml::Node* path =
            fields.need("path", "what --set would take, as in \"tumour.killing.median\"");
        hyper.path = toml::name_value(path, report).value_or("");
        hyper.disease = toml::text_value(fields.find("disease"), report).value_or("");
        hyper.unit = unit_of(hyper.path);
        hyper.prior = read_prior(fields.need("prior", "its distribution"), hyper, report);
        hyper.prior_words =
            cohort::distribution_words(hyper.prior, hyper.unit == "1" ? "" : " " + hyper.unit);
        hyper.source =
            toml::text_value(fields.need("source", "where the prior comes from, or \"assumed\""), report)
                .value_or("");
        fields.close();
        if (path != nullptr && hyper.path.find_first_of("=@,\"") != std::string::npos)
            report.add(path->place, "a path has no `=`, `@`, `,` or quote");
        for (const HyperParameter& other : calibration.hyper)
            if (path != nullptr && other.path == hyper.path &&
                (other.disease == hyper.disease || other.disease.empty() || hyper.disease.empty()))
                report.add(path->place, fmt::format("`{}` is given twice for one disease", hyper.path));
        calibration.hyper.push_back(std::move(hyper));
    }
    if (calibration.hyper.empty()) report.add(root.place, "a calibration needs at least one [[hyper]]");
}

}  // namespace twinarm::calibrate
