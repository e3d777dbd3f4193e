// The distribution that hyper-parameters are drawn from: the prior, or a normal one around plausible rows.
#pragma once

#include <cstdint>
#include <Eigen/Dense>
#include <vector>

namespace twinarm::calibrate {

/// A tenth of every later generation comes from the prior, so that the emulator keeps its footing there.
inline constexpr double prior_share = 0.1;

/// A distribution of latents: prior_share * N(0, I) + (1 - prior_share) * N(mean, covariance); or N(0, I).
class Proposal {
  public:
    /// The prior: latents are standard normal.
    explicit Proposal(int dimensions);
    Proposal(Eigen::VectorXd mean, Eigen::MatrixXd covariance);

    /// The latents of a row, by its address.
    std::vector<double> draw(std::uint64_t seed, std::uint64_t row) const;

    bool is_prior() const { return prior_; }
    const Eigen::VectorXd& mean() const { return mean_; }
    const Eigen::MatrixXd& covariance() const { return covariance_; }

  private:
    bool prior_;
    Eigen::VectorXd mean_;
    Eigen::MatrixXd covariance_, factor_;
};

}  // namespace twinarm::calibrate
