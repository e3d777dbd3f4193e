// Designs of quadratic terms, and their normal equations.
#include "host/statistics/ridge_regression.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twinarm::statistics {

Eigen::MatrixXd base_of(const Eigen::MatrixXd& z) {
    Eigen::MatrixXd base(z.rows(), 1 + 2 * z.cols());
    base.col(0).setOnes();
    base.middleCols(1, z.cols()) = z;
    base.rightCols(z.cols()) = (z.array().square() - 1) / std::numbers::sqrt2;
    return base;
}

Eigen::MatrixXd design_of(const Eigen::MatrixXd& base, const Eigen::MatrixXd& z, const Pairs& pairs) {
    Eigen::MatrixXd design(base.rows(), base.cols() + Eigen::Index(pairs.size()));
    design.leftCols(base.cols()) = base;
    for (std::size_t k = 0; k < pairs.size(); ++k)
        design.col(base.cols() + Eigen::Index(k)) =
            z.col(pairs[k].first).cwiseProduct(z.col(pairs[k].second));
    return design;
}

NormalEquations::NormalEquations(const Eigen::MatrixXd& design, const Eigen::VectorXd& y,
                                 const Eigen::VectorXd& weight, Eigen::Index linear_terms)
    : gram_(Eigen::MatrixXd::Zero(design.cols(), design.cols())), linear_(linear_terms) {
    const Eigen::MatrixXd scaled = weight.cwiseSqrt().asDiagonal() * design;
    gram_.selfadjointView<Eigen::Lower>().rankUpdate(scaled.transpose());
    moment_ = design.transpose() * weight.cwiseProduct(y);
}

Eigen::VectorXd NormalEquations::solve(Eigen::Index terms, double scale, double spread) const {
    constexpr double linear_spread = 0.5;
    Eigen::MatrixXd left = gram_.topLeftCorner(terms, terms);
    const auto precision = [&](double of) { return 1 / (of * of * scale * scale); };
    left.diagonal().segment(1, linear_).array() += precision(linear_spread);
    left.diagonal().tail(terms - 1 - linear_).array() += precision(spread);
    return left.llt().solve(moment_.head(terms));  // of the lower half
}

Pairs best_pairs(const Eigen::MatrixXd& z, const Eigen::VectorXd& residual, const Eigen::VectorXd& weight,
                 std::size_t most) {
    const Eigen::MatrixXd product = z.transpose() * weight.cwiseProduct(residual).asDiagonal() * z;
    const Eigen::MatrixXd square = z.array().square().matrix();
    const Eigen::MatrixXd size = square.transpose() * weight.asDiagonal() * square;
    Pairs all;
    for (int a = 0; a < z.cols(); ++a)
        for (int b = a + 1; b < z.cols(); ++b) all.emplace_back(a, b);
    const auto score = [&](const std::pair<int, int>& p) {
        return std::abs(product(p.first, p.second)) / std::sqrt(size(p.first, p.second) + 1e-300);
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& left, const auto& right) { return score(left) > score(right); });
    if (all.size() > most) all.resize(most);
    return all;
}

}  // namespace twinarm::statistics
