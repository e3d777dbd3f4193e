// Draws from the emulated posterior.
#pragma once

#include "host/calibrate/emulated_posterior.hpp"

namespace twinarm::calibrate {

/// Who uses the random numbers of Purpose::calibration_data: the upper bits of the "patient".
enum class DataUse : std::uint64_t {
    prediction = 1,
    chain = 2,
    left_out_chain = 3,
    check_data = 4,
    check_chain = 5
};
constexpr std::uint64_t data_address(DataUse use, std::uint64_t number) {
    return std::uint64_t(use) << 56 | number;
}

struct SampleSize {
    int chains = 4, warm_up = 250, draws = 1000;
};

struct Posterior {
    std::vector<Eigen::VectorXd> draws;  ///< latents and errors, chain after chain
    int chains = 1;
    double effective = 0;     ///< the least effective_draws() of a latent
    double disagreement = 1;  ///< the largest chain_disagreement() of a latent
    double accepted = 0;

    /// One coordinate of all draws.
    std::vector<double> coordinate(std::size_t index) const;
};

/// Chains from addresses use/number, number + 1, ...: the same draws with any number of threads.
Posterior sample_posterior(const EmulatedPosterior& density, const SampleSize& size, std::uint64_t seed,
                           DataUse use, std::uint64_t number, int threads);

}  // namespace twinarm::calibrate
