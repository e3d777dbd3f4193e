// Normal proposals of latents.
#include "host/calibrate/proposal.hpp"

#include <algorithm>
#include <boost/math/constants/constants.hpp>
#include <cmath>

#include "kernels/core/normal.hpp"
#include "kernels/random/purpose.hpp"

namespace twinarm::calibrate {
namespace {

constexpr std::uint32_t component_draw = 0xffffffffu;  ///< far beyond the draws of the hyper-parameters

double log_two_pi() {
    return std::log(boost::math::constants::two_pi<double>());
}

Eigen::Map<const Eigen::VectorXd> as_vector(const std::vector<double>& latent) {
    return {latent.data(), Eigen::Index(latent.size())};
}

}  // namespace

double log_prior_density(const std::vector<double>& latent) {
    return -as_vector(latent).squaredNorm() / 2 - double(latent.size()) / 2 * log_two_pi();
}

Proposal::Proposal(int dimensions)
    : prior_(true),
      mean_(Eigen::VectorXd::Zero(dimensions)),
      covariance_(Eigen::MatrixXd::Identity(dimensions, dimensions)),
      factor_(covariance_),
      log_normalisation_(-dimensions / 2.0 * log_two_pi()) {}

Proposal::Proposal(Eigen::VectorXd mean, Eigen::MatrixXd covariance)
    : prior_(false), mean_(std::move(mean)), covariance_(std::move(covariance)) {
    factor_ = Eigen::LLT<Eigen::MatrixXd>(covariance_).matrixL();
    log_normalisation_ = -double(mean_.size()) / 2 * log_two_pi() - factor_.diagonal().array().log().sum();
}

double Proposal::log_normal_density(const Eigen::VectorXd& latent) const {
    const Eigen::VectorXd white = factor_.triangularView<Eigen::Lower>().solve(latent - mean_);
    return log_normalisation_ - white.squaredNorm() / 2;
}

double Proposal::log_density(const std::vector<double>& latent) const {
    const double prior = log_prior_density(latent);
    if (prior_) return prior;
    const double a = std::log(prior_share) + prior;
    const double b = std::log1p(-prior_share) + log_normal_density(as_vector(latent));
    return std::max(a, b) + std::log1p(std::exp(-std::abs(a - b)));
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
