// The last emulator beside the one before it.
#include "host/calibrate/fitted.hpp"

#include "host/statistics/weighted.hpp"
#include "host/statistics/weights.hpp"

namespace twinarm::calibrate {
namespace {

constexpr SampleSize final_sample{4, 400, 1000}, former_sample{4, 250, 500};
constexpr std::uint64_t former_chains = std::uint64_t{1} << 48;

Convergence converged(const Calibration& calibration, const ReferenceTable& table,
                      const EmulatedPosterior& last, int threads) {
    const int generations = int(table.proposals.size());
    const Emulator former(calibration, table, rows_of(table, 0, generations - 1), threads);
    const EmulatedPosterior before(calibration, former, observed_data(calibration));
    const Posterior sample =
        sample_posterior(before, former_sample, calibration.seed, DataUse::chain, former_chains, threads);
    std::vector<double> log_weights;
    for (const Eigen::VectorXd& draw : sample.draws)
        log_weights.push_back(last.log_likelihood(draw) - before.log_likelihood(draw));
    const statistics::SmoothedWeights smoothed = statistics::smoothed_weights(log_weights);
    return {smoothed.pareto_k, statistics::effective_sample_size(smoothed.weights), int(sample.draws.size()),
            check_emulator(calibration, former, table, rows_of(table, generations - 1, generations))};
}

}  // namespace

Fitted fit_posterior(const Calibration& calibration, const ReferenceTable& table, int threads) {
    const int generations = int(table.proposals.size());
    Fitted fitted{Emulator(calibration, table, rows_of(table, 0, generations), threads), {}, {}};
    const EmulatedPosterior density(calibration, fitted.emulator, observed_data(calibration));
    fitted.posterior = sample_posterior(density, final_sample, calibration.seed, DataUse::chain, 0, threads);
    if (generations > 1) fitted.convergence = converged(calibration, table, density, threads);
    return fitted;
}

}  // namespace twinarm::calibrate
