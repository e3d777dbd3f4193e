// Ridge regression on a constant, columns, their squares and some of their products.
#pragma once

#include <cstddef>
#include <Eigen/Dense>
#include <utility>
#include <vector>

namespace twinarm::statistics {

using Pairs = std::vector<std::pair<int, int>>;  ///< of columns

/// 1, z, (z^2 - 1) / sqrt(2).
Eigen::MatrixXd base_of(const Eigen::MatrixXd& z);

/// The base with the pairs' columns behind it.
Eigen::MatrixXd design_of(const Eigen::MatrixXd& base, const Eigen::MatrixXd& z, const Pairs& pairs);

/// Weighted normal equations; those of fewer pairs are their upper left part.
class NormalEquations {
  public:
    NormalEquations(const Eigen::MatrixXd& design, const Eigen::VectorXd& y, const Eigen::VectorXd& weight,
                    Eigen::Index linear_terms);

    /// The first `terms` coefficients. All but the constant have normal priors around 0, in units of `scale`:
    /// of sd 1/2 the linear ones, of sd `spread` the others.
    Eigen::VectorXd solve(Eigen::Index terms, double scale, double spread) const;

  private:
    Eigen::MatrixXd gram_;  ///< its lower half
    Eigen::VectorXd moment_;
    Eigen::Index linear_;
};

/// At most so many pairs, those whose products follow the residuals best, the best first.
Pairs best_pairs(const Eigen::MatrixXd& z, const Eigen::VectorXd& residual, const Eigen::VectorXd& weight,
                 std::size_t most);

}  // namespace twinarm::statistics
