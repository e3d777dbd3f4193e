// Normal proposals of latents.
#include "host/calibrate/proposal.hpp"

#include "kernels/core/normal.hpp"
#include "kernels/random/purpose.hpp"

namespace twinarm::calibrate {
namespace {

constexpr std::uint32_t component_draw = 0xffffffffu;  ///< far beyond the draws of the hyper-parameters

}  // namespace

Proposal::Proposal(int dimensions)
    : prior_(true),
      mean_(Eigen::VectorXd::Zero(dimensions)),
      covariance_(Eigen::MatrixXd::Identity(dimensions, dimensions)),
      factor_(covariance_) {}

Proposal::Proposal(Eigen::VectorXd mean, Eigen::MatrixXd covariance)
    : prior_(false), mean_(std::move(mean)), covariance_(std::move(covariance)) {
    factor_ = Eigen::LLT<Eigen::MatrixXd>(covariance_).matrixL();
}

std::vector<double> Proposal::draw(std::uint64_t seed, std::uint64_t row) const {
    std::vector<double> latent(std::size_t(mean_.size()));
    for (std::size_t i = 0; i < latent.size(); ++i)
        latent[i] = normal_quantile(uniform(seed, Purpose::hyper_parameter, row, std::uint32_t(i)));
    if (prior_ || uniform(seed, Purpose::hyper_parameter, row, component_draw) < prior_share) return latent;
    Eigen::Map<Eigen::VectorXd> moved(latent.data(), mean_.size());
    moved = (mean_ + factor_ * moved).eval();
    return latent;
}

}  // namespace twinarm::calibrate
