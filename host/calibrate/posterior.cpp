// Weights of rows by the data.
#include "host/calibrate/posterior.hpp"

#include "host/statistics/weighted.hpp"
#include "host/statistics/weights.hpp"

namespace twinarm::calibrate {

std::vector<std::vector<double>> target_log_likelihoods(const Calibration& calibration,
                                                        const ReferenceTable& table) {
    std::vector<std::vector<double>> all;
    for (const Target& target : calibration.targets) {
        const std::vector<Datum> data = observed_data(target);
        std::vector<double> of_target;
        for (const TableRow& row : table.rows)
            of_target.push_back(
                log_likelihood(target_under_row(target, row.summaries,
                                                between_trial_sd(calibration.hyper, target, row.latent)),
                               data));
        all.push_back(std::move(of_target));
    }
    return all;
}

Posterior posterior_of(const std::vector<double>& log_prior_ratio,
                       const std::vector<std::vector<double>>& log_likelihoods, int without) {
    std::vector<double> log_weights = log_prior_ratio;
    for (std::size_t t = 0; t < log_likelihoods.size(); ++t) {
        if (int(t) == without) continue;
        for (std::size_t i = 0; i < log_weights.size(); ++i) log_weights[i] += log_likelihoods[t][i];
    }
    statistics::SmoothedWeights smoothed = statistics::smoothed_weights(log_weights);
    const double effective = statistics::effective_sample_size(smoothed.weights);
    return {std::move(smoothed.weights), effective, smoothed.pareto_k};
}

}  // namespace twinarm::calibrate
