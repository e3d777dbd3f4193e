// Weights first, chains where weights do not carry.
#include "host/calibrate/left_out.hpp"

#include "host/statistics/weighted.hpp"
#include "host/statistics/weights.hpp"

namespace twinarm::calibrate {
namespace {

constexpr double reliable_k = 0.7;
constexpr SampleSize left_out_sample{2, 250, 1000};

}  // namespace

std::vector<LeftOut> leave_out_trials(const Calibration& calibration, const Fitted& fitted, int threads) {
    const Data data = observed_data(calibration);
    const EmulatedPosterior density(calibration, fitted.emulator, data);
    const std::vector<Eigen::VectorXd>& draws = fitted.posterior.draws;
    std::vector<Eigen::VectorXd> centres, latents;
    for (const Eigen::VectorXd& draw : draws) {
        centres.push_back(density.centre(draw));
        latents.push_back(density.latents(draw));
    }
    std::vector<LeftOut> all;
    for (std::size_t t = 0; t < density.likelihood().trials().names.size(); ++t) {
        LeftOut one{density.likelihood().trials().names[t], 0, false, {}, {}, 0};
        std::vector<double> log_weights;
        for (std::size_t i = 0; i < draws.size(); ++i)
            log_weights.push_back(-density.likelihood().of_trial(t, centres[i], latents[i]));
        statistics::SmoothedWeights smoothed = statistics::smoothed_weights(log_weights);
        one.pareto_k = smoothed.pareto_k;
        one.weights = std::move(smoothed.weights);
        one.effective = statistics::effective_sample_size(one.weights);
        if (one.pareto_k > reliable_k) {
            one.sampled_again = true;
            const EmulatedPosterior without(calibration, fitted.emulator, data, int(t));
            Posterior sample = sample_posterior(without, left_out_sample, calibration.seed,
                                                DataUse::left_out_chain, std::uint64_t(t) << 16, threads);
            one.draws = std::move(sample.draws);
            one.weights.assign(one.draws.size(), 1 / double(one.draws.size()));
            one.effective = sample.effective;
        }
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace twinarm::calibrate
