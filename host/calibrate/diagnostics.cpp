// Prior beside posterior, targets beside predictions, and each trial left out once.
#include "host/calibrate/diagnostics.hpp"

#include <algorithm>
#include <cmath>

#include "host/calibrate/simulated_data.hpp"
#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"

namespace twinarm::calibrate {
namespace {

constexpr double least_narrowing = 0.1, least_movement = 0.3;  ///< below which a trial is not named
constexpr double errors_worth_saying = 3;                      ///< Monte-Carlo errors, likewise

std::vector<double> even_weights(std::size_t count) {
    return std::vector<double>(count, 1.0 / double(count));
}

Range95 range_of(const std::vector<double>& values, const std::vector<double>& weights) {
    return {statistics::weighted_quantile(values, weights, 0.025),
            statistics::weighted_quantile(values, weights, 0.5),
            statistics::weighted_quantile(values, weights, 0.975)};
}

std::vector<double> coordinate_of(const std::vector<Eigen::VectorXd>& draws, std::size_t index) {
    std::vector<double> values;
    for (const Eigen::VectorXd& draw : draws) values.push_back(draw(Eigen::Index(index)));
    return values;
}

HyperDiagnostic diagnose_hyper(const HyperParameter& hyper, const std::vector<double>& latents) {
    HyperDiagnostic result;
    const std::vector<double> even = even_weights(latents.size());
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

/// From the same draws: errors by the delta method, which knows that both posteriors share them.
Informing informing_by_weights(const std::vector<double>& latents, const std::vector<double>& without) {
    const double with = 1 / double(latents.size());
    const statistics::Moments a = statistics::weighted_moments(latents, even_weights(latents.size())),
                              b = statistics::weighted_moments(latents, without);
    double of_mean = 0, of_log_sd = 0;
    for (std::size_t i = 0; i < latents.size(); ++i) {
        const double in_a = latents[i] - a.mean, in_b = latents[i] - b.mean;
        const double mean = with * in_a - without[i] * in_b;
        const double log_sd =
            with * (in_a * in_a / (a.sd * a.sd) - 1) / 2 - without[i] * (in_b * in_b / (b.sd * b.sd) - 1) / 2;
        of_mean += mean * mean;
        of_log_sd += log_sd * log_sd;
    }
    return {"", 1 - a.sd / b.sd, (a.mean - b.mean) / b.sd, a.sd / b.sd * std::sqrt(of_log_sd),
            std::sqrt(of_mean) / b.sd};
}

/// From draws of two samples.
Informing informing_by_draws(const std::vector<double>& with, double with_effective,
                             const std::vector<double>& without, double without_effective) {
    const statistics::Moments a = statistics::weighted_moments(with, even_weights(with.size())),
                              b = statistics::weighted_moments(without, even_weights(without.size()));
    const double ratio = a.sd / b.sd;
    return {"", 1 - ratio, (a.mean - b.mean) / b.sd,
            ratio * std::sqrt(0.5 / with_effective + 0.5 / without_effective),
            std::sqrt(ratio * ratio / with_effective + 1 / without_effective)};
}

bool worth_saying(const Informing& one) {
    return one.narrows > std::max(least_narrowing, errors_worth_saying * one.narrows_error) ||
           std::abs(one.moves) > std::max(least_movement, errors_worth_saying * one.moves_error);
}

void say_what_informs(const Posterior& posterior, const std::vector<LeftOut>& left_out,
                      std::vector<HyperDiagnostic>& hyper) {
    for (std::size_t h = 0; h < hyper.size(); ++h) {
        const std::vector<double> latents = posterior.coordinate(h);
        for (const LeftOut& out : left_out) {
            Informing one = out.sampled_again ? informing_by_draws(latents, posterior.effective,
                                                                   coordinate_of(out.draws, h), out.effective)
                                              : informing_by_weights(latents, out.weights);
            one.trial = out.trial;
            if (worth_saying(one)) hyper[h].informed_by.push_back(one);
        }
        const auto weight_of = [](const Informing& one) { return one.narrows + std::abs(one.moves) / 3; };
        std::stable_sort(hyper[h].informed_by.begin(), hyper[h].informed_by.end(),
                         [&](const Informing& a, const Informing& b) { return weight_of(a) > weight_of(b); });
    }
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
    const std::vector<double> even = even_weights(fitted.posterior.draws.size());
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
    result.prior = range_of(prior, even_weights(prior.size()));
    result.posterior = range_of(posterior, even_weights(posterior.size()));
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
