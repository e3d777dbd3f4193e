// A quadratic surface through noisy numbers: linear, square and pairwise terms, chosen by cross-validation.
#pragma once

#include <Eigen/Dense>
#include <vector>

namespace twinarm::statistics {

/// z_a where b is -1; (z_a^2 - 1) / sqrt(2) where b is a; else z_a z_b. Of standard normal z each has mean 0
/// and variance 1.
struct SurfaceTerm {
    int a, b;
    double slope;
};

struct QuadraticSurface {
    double constant = 0;
    std::vector<SurfaceTerm> terms;
    /// Of what rows that were not fitted lie off the surface, beyond their noise: by cross-validation.
    double misfit_variance = 0;

    double value(const Eigen::VectorXd& z) const;
    /// Adds `by` times the slopes at z.
    void add_gradient(const Eigen::VectorXd& z, double by, Eigen::VectorXd& gradient) const;
};

/// Regression of y, with noise of known variances, on the columns `used` of z. Coefficients have normal
/// priors around 0 (ridge); how wide that of squares and pairs is, and how many of the pairs that follow the
/// residuals best are kept, is what predicts left-out quarters best. The choice of pairs is repeated without
/// each quarter, so that it does not flatter itself.
QuadraticSurface fit_surface(const Eigen::MatrixXd& z, const std::vector<int>& used, const Eigen::VectorXd& y,
                             const Eigen::VectorXd& noise_variance);

/// What a surface without pairs and without a choice says of the rows that it was fitted to.
Eigen::VectorXd rough_surface(const Eigen::MatrixXd& z, const std::vector<int>& used,
                              const Eigen::VectorXd& y, const Eigen::VectorXd& noise_variance);

/// The variance t at which the sum of r^2 / (noise + t) is the number of residuals r; 0 where they are
/// smaller than their noise (Paule and Mandel 1982, J Res NBS 87:377).
double variance_beyond(const Eigen::VectorXd& residual, const Eigen::VectorXd& noise_variance);

}  // namespace twinarm::statistics
