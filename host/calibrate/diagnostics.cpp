// Prior beside posterior, targets beside predictions.
#include "host/calibrate/diagnostics.hpp"

#include <algorithm>
#include <cmath>

#include "host/calibrate/simulated_data.hpp"
#include "host/calibrate/what_informs.hpp"
#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"

namespace twinarm::calibrate {
namespace {

Range95 range_of(const std::vector<double>& values, const std::vector<double>& weights) {
    return {statistics::weighted_quantile(values, weights, 0.025),
            statistics::weighted_quantile(values, weights, 0.5),
            statistics::weighted_quantile(values, weights, 0.975)};
}

HyperDiagnostic diagnose_hyper(const HyperParameter& hyper, const std::vector<double>& latents) {
    HyperDiagnostic result;
    const std::vector<double> even = statistics::even_weights(latents.size());
    const Range95 latent = range_of(latents, even);
    const double quantile95 = statistics::two_sided_normal_quantile(0.95);
    result.prior = {value_at(hyper, -quantile95), value_at(hyper, 0), value_at(hyper, quantile95)};
    result.posterior = {value_at(hyper, latent.lower), value_at(hyper, latent.median),
                        value_at(hyper, latent.upper)};
    result.contraction = 1 - statistics::weighted_moments(latents, even).sd;
    constexpr int grid = 1000;
    for (int i = 0; i < grid; ++i)
        result.prior_positive += (value_at(hyper, normal_quantile((i + 0.5) / grid)) > 0) / double(grid);
    for (const double one : latents)
        result.posterior_positive += (value_at(hyper, one) > 0) / double(latents.size());
    return result;
}

/// Reports of each part that trials of the targets' sizes would give, one for each draw.
class Reports {
  public:
    Reports(const Calibration& calibration, const EmulatedPosterior& density,
            const std::vector<Eigen::VectorXd>& draws, std::uint64_t first_address)
        : calibration_(calibration), values_(calibration.targets.size()) {
        for (std::size_t t = 0; t < values_.size(); ++t)
            values_[t].resize(calibration.targets[t].parts.size());
        for (std::size_t i = 0; i < draws.size(); ++i) {
            trial::UniformSequence random(calibration.seed, Purpose::calibration_data,
                                          data_address(DataUse::prediction, first_address + i));
            add(density.centre(draws[i]), density.latents(draws[i]), random);
        }
    }
    const std::vector<double>& of(const PartPlace& place) const { return values_[place.target][place.part]; }

  private:
    void add(const Eigen::VectorXd& centre, const Eigen::VectorXd& latent, trial::UniformSequence& random) {
        const Data data = simulate_data(calibration_, centre, latent, random);
        for (std::size_t t = 0; t < data.size(); ++t)
            for (std::size_t p = 0; p < data[t].size(); ++p) {
                const std::size_t column = calibration_.targets[t].parts[p].summary;
                values_[t][p].push_back(
                    std::holds_alternative<ObservedRange>(data[t][p])
                        ? reported_value(calibration_.summaries[column], centre(Eigen::Index(column)))
                        : reported(calibration_, data, {t, p}));
            }
    }

    const Calibration& calibration_;
    std::vector<std::vector<std::vector<double>>> values_;
};

FitDiagnostic fit_of(const Calibration& calibration, const PartPlace& place, const Data& observed,
                     const Range95& predicted, const Range95& without) {
    FitDiagnostic fit{place, reported(calibration, observed, place), std::nan(""), predicted, without, false,
                      false};
    if (const auto* range = std::get_if<ObservedRange>(&observed[place.target][place.part])) {
        const SummaryRequest& request =
            calibration.summaries[calibration.targets[place.target].parts[place.part].summary];
        fit.observed = std::isfinite(range->from) ? reported_value(request, range->from) : range->from;
        fit.observed_to = std::isfinite(range->to) ? reported_value(request, range->to) : range->to;
    }
    const double to = std::isnan(fit.observed_to) ? fit.observed : fit.observed_to;
    fit.inside = to >= predicted.lower && fit.observed <= predicted.upper;
    fit.inside_without = to >= without.lower && fit.observed <= without.upper;
    return fit;
}

void predict(const Calibration& calibration, const Fitted& fitted, const std::vector<LeftOut>& left_out,
             std::vector<FitDiagnostic>& result) {
    const Data observed = observed_data(calibration);
    const EmulatedPosterior density(calibration, fitted.emulator, observed);
    const Reports reports(calibration, density, fitted.posterior.draws, 0);
    const std::vector<double> even = statistics::even_weights(fitted.posterior.draws.size());
    const Trials trials = trials_of(calibration);
    std::vector<std::vector<FitDiagnostic>> of_target(calibration.targets.size());
    for (std::size_t trial = 0; trial < left_out.size(); ++trial) {
        const LeftOut& out = left_out[trial];
        std::optional<Reports> again;
        if (out.sampled_again)
            again.emplace(calibration, density, out.draws, (std::uint64_t(trial) + 1) << 32);
        const Reports& without = again ? *again : reports;
        for (std::size_t t = 0; t < calibration.targets.size(); ++t)
            for (std::size_t p = 0; p < calibration.targets[t].parts.size(); ++p)
                if (trials.of_target[t] == trial)
                    of_target[t].push_back(fit_of(calibration, {t, p}, observed,
                                                  range_of(reports.of({t, p}), even),
                                                  range_of(without.of({t, p}), out.weights)));
    }
    for (const auto& some : of_target) result.insert(result.end(), some.begin(), some.end());
}

/// Prior: the first generation's rows.
ContrastDiagnostic diagnose_contrast(const Calibration& calibration, const Contrast& contrast,
                                     const ReferenceTable& table, const EmulatedPosterior& density,
                                     const std::vector<Eigen::VectorXd>& draws) {
    ContrastDiagnostic result;
    result.id = contrast.id;
    std::vector<double> prior, posterior;
    for (const std::size_t row : rows_of(table, 0, 1))
        prior.push_back(share_of(table.rows[row].summaries[contrast.summary]) -
                        share_of(table.rows[row].summaries[contrast.minus]));
    for (const Eigen::VectorXd& draw : draws) {
        const Eigen::VectorXd centre = density.centre(draw);
        posterior.push_back(
            reported_value(calibration.summaries[contrast.summary], centre(Eigen::Index(contrast.summary))) -
            reported_value(calibration.summaries[contrast.minus], centre(Eigen::Index(contrast.minus))));
    }
    // A difference of exactly 0 in the same patients counts half.
    const auto positive = [](const std::vector<double>& values) {
        double sum = 0;
        for (const double one : values) sum += one > 0 ? 1 : one < 0 ? 0 : 0.5;
        return sum / double(values.size());
    };
    result.prior_positive = positive(prior);
    result.posterior_positive = positive(posterior);
    result.prior = range_of(prior, statistics::even_weights(prior.size()));
    result.posterior = range_of(posterior, statistics::even_weights(posterior.size()));
    return result;
}

}  // namespace

bool is_resolved(const Calibration& calibration, const Diagnostics& diagnostics) {
    return diagnostics.effective >= calibration.least_effective &&
           diagnostics.convergence.pareto_k <= calibration.largest_pareto_k;
}

Diagnostics diagnose(const Calibration& calibration, const ReferenceTable& table, const Fitted& fitted,
                     int threads) {
    Diagnostics result;
    result.effective = fitted.posterior.effective;
    result.disagreement = fitted.posterior.disagreement;
    result.accepted = fitted.posterior.accepted;
    result.draws = int(fitted.posterior.draws.size());
    result.convergence = fitted.convergence;
    for (std::size_t g = 0; g < table.proposals.size(); ++g)
        result.rows.push_back(int(std::count(table.generation.begin(), table.generation.end(), int(g))));
    for (const TableRow& row : table.rows) result.failed += row.failed;
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h)
        result.hyper.push_back(diagnose_hyper(calibration.hyper[h], fitted.posterior.coordinate(h)));
    result.left_out = leave_out_trials(calibration, fitted, threads);
    say_what_informs(fitted.posterior, result.left_out, result.hyper);
    predict(calibration, fitted, result.left_out, result.fit);
    const EmulatedPosterior density(calibration, fitted.emulator, observed_data(calibration));
    for (const Contrast& contrast : calibration.contrasts)
        result.contrasts.push_back(
            diagnose_contrast(calibration, contrast, table, density, fitted.posterior.draws));
    for (LeftOut& one : result.left_out) {
        one.draws.clear();
        one.weights.clear();
    }
    return result;
}

}  // namespace twinarm::calibrate
