// Prior beside posterior, targets beside predictions, and each target left out once.
#include "host/calibrate/diagnostics.hpp"

#include <algorithm>
#include <cmath>

#include "host/calibrate/simulated_data.hpp"
#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"
#include "host/statistics/weights.hpp"

namespace twinarm::calibrate {
namespace {

constexpr int predictive_draws = 4000;
constexpr double least_narrowing = 0.1, least_movement = 0.3;  ///< below which a target is not named
constexpr double errors_worth_saying = 3;                      ///< Monte-Carlo errors, likewise

Range95 range_of(const std::vector<double>& values, const std::vector<double>& weights) {
    return {statistics::weighted_quantile(values, weights, 0.025),
            statistics::weighted_quantile(values, weights, 0.5),
            statistics::weighted_quantile(values, weights, 0.975)};
}

std::vector<double> latents_of(const ReferenceTable& table, std::size_t hyper) {
    std::vector<double> values;
    for (const TableRow& row : table.rows) values.push_back(row.latent[hyper]);
    return values;
}

HyperDiagnostic diagnose_hyper(const HyperParameter& hyper, const std::vector<double>& latents,
                               const Posterior& posterior) {
    HyperDiagnostic result;
    const Range95 latent = range_of(latents, posterior.weights);
    const double quantile95 = statistics::two_sided_normal_quantile(0.95);
    result.prior = {value_at(hyper, -quantile95), value_at(hyper, 0), value_at(hyper, quantile95)};
    result.posterior = {value_at(hyper, latent.lower), value_at(hyper, latent.median),
                        value_at(hyper, latent.upper)};
    result.contraction = 1 - statistics::weighted_moments(latents, posterior.weights).sd;
    return result;
}

Informing informing(const std::string& target, const std::vector<double>& latents,
                    const std::vector<double>& with, const std::vector<double>& without) {
    const statistics::Moments a = statistics::weighted_moments(latents, with),
                              b = statistics::weighted_moments(latents, without);
    double of_mean = 0, of_log_sd = 0;
    for (std::size_t i = 0; i < latents.size(); ++i) {
        const double in_a = latents[i] - a.mean, in_b = latents[i] - b.mean;
        const double mean = with[i] * in_a - without[i] * in_b;
        const double log_sd = with[i] * (in_a * in_a / (a.sd * a.sd) - 1) / 2 -
                              without[i] * (in_b * in_b / (b.sd * b.sd) - 1) / 2;
        of_mean += mean * mean;
        of_log_sd += log_sd * log_sd;
    }
    return {target, 1 - a.sd / b.sd, (a.mean - b.mean) / b.sd, a.sd / b.sd * std::sqrt(of_log_sd),
            std::sqrt(of_mean) / b.sd};
}

bool worth_saying(const Informing& one) {
    return one.narrows > std::max(least_narrowing, errors_worth_saying * one.narrows_error) ||
           std::abs(one.moves) > std::max(least_movement, errors_worth_saying * one.moves_error);
}

void leave_one_out(const Calibration& calibration, const ReferenceTable& table,
                   const std::vector<double>& log_prior_ratio,
                   const std::vector<std::vector<double>>& log_likelihoods, const Posterior& posterior,
                   Diagnostics& result) {
    for (std::size_t t = 0; t < calibration.targets.size(); ++t) {
        const Posterior without = posterior_of(log_prior_ratio, log_likelihoods, int(t));
        result.effective_without.push_back(without.effective);
        for (std::size_t h = 0; h < calibration.hyper.size(); ++h) {
            const Informing one = informing(calibration.targets[t].id, latents_of(table, h),
                                            posterior.weights, without.weights);
            if (worth_saying(one)) result.hyper[h].informed_by.push_back(one);
        }
    }
    const auto weight_of = [](const Informing& one) { return one.narrows + std::abs(one.moves) / 3; };
    for (HyperDiagnostic& hyper : result.hyper)
        std::stable_sort(hyper.informed_by.begin(), hyper.informed_by.end(),
                         [&](const Informing& a, const Informing& b) { return weight_of(a) > weight_of(b); });
}

/// Reports that trials of the target's size would give, over rows of the posterior.
void predict(const Calibration& calibration, const ReferenceTable& table, const Posterior& posterior,
             Diagnostics& result) {
    const std::vector<int> times = statistics::systematic_resample(posterior.weights, predictive_draws, 0.5);
    for (std::size_t t = 0; t < calibration.targets.size(); ++t) {
        const Target& target = calibration.targets[t];
        std::vector<std::vector<double>> reports(target.parts.size());
        std::uint64_t draw = 0;
        for (std::size_t i = 0; i < times.size(); ++i) {
            const double sd = between_trial_sd(calibration.hyper, target, table.rows[i].latent);
            for (int k = 0; k < times[i]; ++k) {
                trial::UniformSequence random(calibration.seed, Purpose::calibration_data,
                                              std::uint64_t(t) << 32 | draw++);
                const auto data = simulate_data(target, table.rows[i].summaries, sd, random);
                for (std::size_t p = 0; p < data.size(); ++p) reports[p].push_back(reported(data, p));
            }
        }
        const std::vector<double> even(reports.front().size(), 1.0 / double(reports.front().size()));
        const std::vector<Datum> observed = observed_data(target);
        for (std::size_t p = 0; p < reports.size(); ++p) {
            FitDiagnostic fit{t, p, reported(observed, p), range_of(reports[p], even), false};
            fit.inside = fit.observed >= fit.predicted.lower && fit.observed <= fit.predicted.upper;
            result.fit.push_back(fit);
        }
    }
}

ContrastDiagnostic diagnose_contrast(const Contrast& contrast, const ReferenceTable& table,
                                     const std::vector<double>& log_prior_ratio, const Posterior& posterior) {
    ContrastDiagnostic result;
    result.id = contrast.id;
    std::vector<double> difference;
    for (const TableRow& row : table.rows)
        difference.push_back(share_of(row.summaries[contrast.summary]) -
                             share_of(row.summaries[contrast.minus]));
    const std::vector<double> prior = statistics::normalised(log_prior_ratio);
    // A difference of exactly 0 in the same patients counts half.
    for (std::size_t i = 0; i < difference.size(); ++i) {
        const double positive = difference[i] > 0 ? 1 : difference[i] < 0 ? 0 : 0.5;
        result.prior_positive += prior[i] * positive;
        result.posterior_positive += posterior.weights[i] * positive;
    }
    result.prior = range_of(difference, prior);
    result.posterior = range_of(difference, posterior.weights);
    return result;
}

}  // namespace

Diagnostics diagnose(const Calibration& calibration, const ReferenceTable& table,
                     const std::vector<double>& log_prior_ratio,
                     const std::vector<std::vector<double>>& log_likelihoods, const Posterior& posterior) {
    Diagnostics result;
    result.effective = posterior.effective;
    result.pareto_k = posterior.pareto_k;
    for (std::size_t g = 0; g < table.proposals.size(); ++g)
        result.rows.push_back(int(std::count(table.generation.begin(), table.generation.end(), int(g))));
    for (const TableRow& row : table.rows) result.failed += row.failed;
    for (std::size_t h = 0; h < calibration.hyper.size(); ++h)
        result.hyper.push_back(diagnose_hyper(calibration.hyper[h], latents_of(table, h), posterior));
    leave_one_out(calibration, table, log_prior_ratio, log_likelihoods, posterior, result);
    predict(calibration, table, posterior, result);
    for (const Contrast& contrast : calibration.contrasts)
        result.contrasts.push_back(diagnose_contrast(contrast, table, log_prior_ratio, posterior));
    return result;
}

}  // namespace twinarm::calibrate
