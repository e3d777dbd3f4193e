// diagnostics.json and check.json.
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/calibrate/report.hpp"
#include "host/statistics/weighted.hpp"
#include "host/statistics/weights.hpp"
#include "host/store/json_parts.hpp"

namespace twinarm::calibrate {
namespace {

store::Json json_of(const Range95& range) {
    return {{"p2.5", range.lower}, {"median", range.median}, {"p97.5", range.upper}};
}

store::Json head_of(const Calibration& calibration) {
    const base::BuildInfo build = base::build_info();
    store::Json inputs = store::Json::array();
    for (const toml::InputFile& file : calibration.inputs)
        inputs.push_back({{"path", file.path}, {"sha256", file.sha256}});
    return {{"schema_version", 1},
            {"simulated", true},
            {"note", base::simulated_note},
            {"calibration", calibration.id},
            {"title", calibration.title},
            {"seed", calibration.seed},
            {"version", build.version},
            {"git_commit", build.commit.empty() ? store::Json(nullptr) : store::Json(build.commit)},
            {"reference_table_key", calibration.key},
            {"inputs", inputs}};
}

store::Json hyper_json(const HyperParameter& hyper, const HyperDiagnostic& diagnostic) {
    store::Json informed = store::Json::array();
    for (const Informing& one : diagnostic.informed_by)
        informed.push_back({{"trial", one.trial},
                            {"narrows_sd_by", one.narrows},
                            {"narrows_mc_error", one.narrows_error},
                            {"moves_sd", one.moves},
                            {"moves_mc_error", one.moves_error}});
    return {{"path", hyper.path},
            {"disease", hyper.disease.empty() ? store::Json(nullptr) : store::Json(hyper.disease)},
            {"unit", hyper.unit},
            {"prior_words", hyper.prior_words},
            {"source", hyper.source},
            {"prior", json_of(diagnostic.prior)},
            {"posterior", json_of(diagnostic.posterior)},
            {"contraction", diagnostic.contraction},
            {"prior_p_positive", diagnostic.prior_positive},
            {"posterior_p_positive", diagnostic.posterior_positive},
            {"informed_by", informed}};
}

/// Null where it is no finite number.
store::Json number_or_null(double value) {
    return std::isfinite(value) ? store::Json(value) : store::Json(nullptr);
}

store::Json fit_json(const Calibration& calibration, const FitDiagnostic& fit) {
    const Target& target = calibration.targets[fit.place.target];
    const TargetPart& part = target.parts[fit.place.part];
    const auto* count = std::get_if<ObservedCount>(&part.observed);
    const bool range = std::holds_alternative<ObservedRange>(part.observed);
    store::Json json = {{"target", target.id}, {"trial", target.trial}, {"what", part.words}};
    json["n"] = count == nullptr ? store::Json(nullptr)
                                 : store::Json(std::get<ObservedCount>(target.parts.front().observed).n);
    json["observed"] =
        range ? store::Json({{"from", number_or_null(fit.observed)}, {"to", number_or_null(fit.observed_to)}})
              : store::Json(fit.observed);
    json["predicted"] = json_of(fit.predicted);
    json["inside"] = fit.inside;
    json["predicted_without_the_trial"] = json_of(fit.predicted_without);
    json["inside_without_the_trial"] = fit.inside_without;
    json["source"] = target.source;
    return json;
}

store::Json emulator_json(const Calibration& calibration, const Convergence& convergence) {
    store::Json columns = store::Json::array();
    for (std::size_t c = 0; c < convergence.columns.size(); ++c) {
        const EmulatorCheck& check = convergence.columns[c];
        columns.push_back({{"column", calibration.summaries[c].name},
                           {"residual_mean", check.mean},
                           {"residual_sd", check.sd},
                           {"within_95", check.within_95},
                           {"error_sd", check.misfit},
                           {"explained", check.explained}});
    }
    return {{"pareto_k", convergence.pareto_k},
            {"draws", convergence.draws},
            {"effective_draws", convergence.effective},
            {"columns_in_fresh_rows", columns}};
}

std::string text_of(const store::Json& json) {
    return json.dump(2, ' ', false, store::Json::error_handler_t::replace) + '\n';
}

}  // namespace

std::string diagnostics_json(const Calibration& calibration, const Diagnostics& diagnostics,
                             const std::vector<DrawnPopulation>& populations) {
    store::Json json = head_of(calibration);
    json["rows"] = diagnostics.rows;
    json["effective_sample_size"] = diagnostics.effective;
    json["draws"] = diagnostics.draws;
    json["chain_disagreement"] = diagnostics.disagreement;
    json["accepted"] = diagnostics.accepted;
    json["pareto_k"] = diagnostics.convergence.pareto_k;
    json["resolved"] = is_resolved(calibration, diagnostics);
    json["populations"] = populations.size();
    std::vector<double> weights;
    for (const DrawnPopulation& one : populations) weights.push_back(one.weight);
    json["populations_effective"] = statistics::effective_sample_size(weights);
    json["patient_arms_failed"] = diagnostics.failed;
    store::Json& hyper = json["hyper_parameters"] = store::Json::array();
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h)
        hyper.push_back(hyper_json(calibration.hyper[h], diagnostics.hyper[h]));
    store::Json& fit = json["fit"] = store::Json::array();
    for (const FitDiagnostic& one : diagnostics.fit) fit.push_back(fit_json(calibration, one));
    store::Json& left_out = json["left_out"] = store::Json::array();
    for (const LeftOut& one : diagnostics.left_out)
        left_out.push_back({{"trial", one.trial},
                            {"pareto_k", one.pareto_k},
                            {"sampled_again", one.sampled_again},
                            {"effective_sample_size", one.effective}});
    json["emulator"] = emulator_json(calibration, diagnostics.convergence);
    store::Json& contrasts = json["differences_of_orr"] = store::Json::array();
    for (const ContrastDiagnostic& one : diagnostics.contrasts)
        contrasts.push_back({{"id", one.id},
                             {"prior", json_of(one.prior)},
                             {"prior_p_positive", one.prior_positive},
                             {"posterior", json_of(one.posterior)},
                             {"posterior_p_positive", one.posterior_positive}});
    return text_of(json);
}

std::string check_json(const Calibration& calibration, const MethodCheck& check) {
    store::Json json = head_of(calibration);
    json["truths"] = check.truths;
    json["rows"] = check.rows;
    json["median_effective_sample_size"] = check.median_effective;
    json["passed"] = check.passed;
    json["least_p"] = check.least_p;
    store::Json& hyper = json["hyper_parameters"] = store::Json::array();
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h)
        hyper.push_back({{"name", name_of(calibration.hyper[h])},
                         {"rank_histogram", check.hyper[h].histogram},
                         {"p", check.hyper[h].p},
                         {"within_50", check.hyper[h].within_50},
                         {"within_90", check.hyper[h].within_90}});
    return text_of(json);
}

}  // namespace twinarm::calibrate
