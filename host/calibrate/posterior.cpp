// Chains beside each other.
#include "host/calibrate/posterior.hpp"

#include <algorithm>

#include "host/statistics/autocorrelation.hpp"
#include "host/statistics/hamiltonian.hpp"
#include "host/trial/trial_random.hpp"
#include "kernels/launch/work_queue.hpp"

namespace twinarm::calibrate {

std::vector<double> Posterior::coordinate(std::size_t index) const {
    std::vector<double> values;
    for (const Eigen::VectorXd& draw : draws) values.push_back(draw(Eigen::Index(index)));
    return values;
}

Posterior sample_posterior(const EmulatedPosterior& density, const SampleSize& size, std::uint64_t seed,
                           DataUse use, std::uint64_t number, int threads) {
    const auto log_density = [&](const Eigen::VectorXd& at, Eigen::VectorXd& gradient) {
        return density.log_density(at, gradient);
    };
    const statistics::NormalFit fit =
        statistics::normal_fit(log_density, Eigen::VectorXd::Zero(density.dimensions()));
    std::vector<statistics::Chain> chains(std::size_t(size.chains));
    WorkQueue queue(chains.size(), 1);
    share_work(std::vector<int>(std::size_t(std::max(threads, 1))), queue, [&](int, WorkQueue& left) {
        for (Chunk chunk{}; left.take(chunk);) {
            trial::UniformSequence random(seed, Purpose::calibration_data,
                                          data_address(use, number + chunk.done));
            chains[std::size_t(chunk.done)] = statistics::hamiltonian_chain(
                log_density, fit, {size.warm_up, size.draws}, [&] { return random.next(); });
        }
    });
    Posterior posterior;
    posterior.chains = size.chains;
    for (const statistics::Chain& chain : chains) {
        posterior.accepted += chain.accepted / double(chains.size());
        for (const auto& draw : chain.draws.colwise()) posterior.draws.push_back(draw);
    }
    posterior.effective = double(posterior.draws.size());
    const auto latents = density.latents(posterior.draws.front()).size();
    for (Eigen::Index h = 0; h < latents; ++h) {
        std::vector<std::vector<double>> of_chain;
        for (const statistics::Chain& chain : chains) {
            const Eigen::VectorXd row = chain.draws.row(h);
            of_chain.emplace_back(row.begin(), row.end());
        }
        posterior.effective = std::min(posterior.effective, statistics::effective_draws(of_chain));
        posterior.disagreement = std::max(posterior.disagreement, statistics::chain_disagreement(of_chain));
    }
    return posterior;
}

}  // namespace twinarm::calibrate
