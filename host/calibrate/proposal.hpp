// The distribution that hyper-parameters are drawn from: the prior, or a normal one fitted to plausible rows.
#pragma once

#include <cstdint>
#include <Eigen/Dense>
#include <vector>

namespace twinarm::calibrate {

/// A tenth of every later generation comes from the prior, so that no weight can be more than ten times the
/// average and nothing plausible is left out.
inline constexpr double prior_share = 0.1;

/// A distribution of latents: prior_share * N(0, I) + (1 - prior_share) * N(mean, covariance); or N(0, I).
class Proposal {
  public:
    /// The prior: latents are standard normal.
    explicit Proposal(int dimensions);
    Proposal(Eigen::VectorXd mean, Eigen::MatrixXd covariance);

    double log_density(const std::vector<double>& latent) const;
    /// The latents of a row, by its address.
    std::vector<double> draw(std::uint64_t seed, std::uint64_t row) const;

    bool is_prior() const { return prior_; }
    const Eigen::VectorXd& mean() const { return mean_; }
    const Eigen::MatrixXd& covariance() const { return covariance_; }

  private:
    double log_normal_density(const Eigen::VectorXd& latent) const;

    bool prior_;
    Eigen::VectorXd mean_;
    Eigen::MatrixXd covariance_, factor_;
    double log_normalisation_;
};

/// ln N(latent; 0, I).
double log_prior_density(const std::vector<double>& latent);

}  // namespace twinarm::calibrate
