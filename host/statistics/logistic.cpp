// Logistic regression.
#include "host/statistics/logistic.hpp"

#include <cmath>
#include <Eigen/Dense>

namespace twinarm::statistics {

namespace {

constexpr int most_iterations = 50;
constexpr double small_step = 1e-8;

}  // namespace

std::vector<double> logistic_coefficients(const std::vector<std::vector<double>>& columns,
                                          const std::vector<bool>& responders) {
    const auto n = Eigen::Index(responders.size()), k = Eigen::Index(columns.size());
    Eigen::MatrixXd x(n, k + 1);
    for (Eigen::Index c = 0; c < k; ++c)
        x.col(c) = Eigen::Map<const Eigen::VectorXd>(columns[std::size_t(c)].data(), n);
    x.col(k).setOnes();
    Eigen::VectorXd y(n), beta = Eigen::VectorXd::Zero(k + 1), ridge = Eigen::VectorXd::Ones(k + 1);
    for (Eigen::Index i = 0; i < n; ++i) y[i] = responders[std::size_t(i)] ? 1 : 0;
    ridge[k] = 0;  // the intercept is free
    for (int iteration = 0; iteration < most_iterations; ++iteration) {
        const Eigen::ArrayXd p = 1 / (1 + (-(x * beta).array()).exp());
        const Eigen::ArrayXd weight = (p * (1 - p)).max(1e-10);
        Eigen::MatrixXd information = x.transpose() * weight.matrix().asDiagonal() * x;
        information.diagonal() += ridge;
        const Eigen::VectorXd slope = x.transpose() * (y.array() - p).matrix() - ridge.cwiseProduct(beta);
        const Eigen::VectorXd step = information.ldlt().solve(slope);
        beta += step;
        if (step.cwiseAbs().maxCoeff() < small_step) break;
    }
    return {beta.data(), beta.data() + k};
}

}  // namespace twinarm::statistics
