// Partial rank correlation.
#include "host/statistics/partial_rank_correlation.hpp"

#include <cmath>
#include <Eigen/Dense>

#include "host/statistics/population_value.hpp"
#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"

namespace twinarm::statistics {
namespace {

constexpr double least_pivot = 1e-8;  ///< below it a column is a mixture of the others

/// Ranks of one column with weighted mean 0 and variance 1, times the root of the weights.
Eigen::VectorXd standard_ranks(const std::vector<double>& column, const std::vector<double>& weights) {
    const std::vector<double> ranks = weighted_ranks(column, weights);
    Eigen::VectorXd standard(Eigen::Index(ranks.size()));
    for (std::size_t i = 0; i < ranks.size(); ++i)  // the weighted mean of mid-ranks is 1/2
        standard[Eigen::Index(i)] = (ranks[i] - 0.5) * std::sqrt(weights[i]);
    const double norm = standard.norm();
    return norm > 0 ? Eigen::VectorXd(standard / norm) : standard;
}

}  // namespace

std::vector<PartialCorrelation> partial_rank_correlations(const std::vector<std::vector<double>>& x,
                                                          const std::vector<double>& y,
                                                          const std::vector<double>& weights) {
    const auto columns = Eigen::Index(x.size());
    double sum = 0;
    for (const double weight : weights) sum += weight;
    std::vector<double> shares;
    for (const double weight : weights) shares.push_back(weight / sum);
    const double free = effective_sample_size(shares) - 3 - double(columns - 1);
    if (columns == 0 || free <= 0) return {};

    Eigen::MatrixXd ranks(Eigen::Index(y.size()), columns + 1);
    for (Eigen::Index c = 0; c < columns; ++c) ranks.col(c) = standard_ranks(x[std::size_t(c)], shares);
    ranks.col(columns) = standard_ranks(y, shares);
    const Eigen::LDLT<Eigen::MatrixXd> factor(ranks.transpose() * ranks);
    if (factor.info() != Eigen::Success || factor.vectorD().minCoeff() < least_pivot) return {};
    const Eigen::MatrixXd inverse = factor.solve(Eigen::MatrixXd::Identity(columns + 1, columns + 1));

    std::vector<PartialCorrelation> found;
    const double half = two_sided_normal_quantile(0.95) * std::sqrt(1.06 / free);
    for (Eigen::Index c = 0; c < columns; ++c) {
        const double r = -inverse(c, columns) / std::sqrt(inverse(c, c) * inverse(columns, columns));
        found.push_back({r, {std::tanh(std::atanh(r) - half), std::tanh(std::atanh(r) + half)}});
    }
    return found;
}

}  // namespace twinarm::statistics
