// A share as a logistic function of one number.
#include "host/statistics/logistic_fit.hpp"

#include <algorithm>
#include <cmath>
#include <Eigen/Dense>

#include "host/statistics/proportion.hpp"

namespace twinarm::statistics {

namespace {

constexpr int most_newton_steps = 50;
constexpr double converged_step = 1e-10;  ///< of the coefficients of standardised x
constexpr double separated_slope =
    30;  ///< log odds a standard deviation: what no likelihood with a maximum has

double share_of(double log_odds) {
    return 1 / (1 + std::exp(-log_odds));
}

/// Whether an x lies between those with the event and those without.
bool is_separated(const std::vector<double>& x, const std::vector<bool>& events) {
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (std::size_t i = 0; i < x.size(); ++i) {
        low[events[i]] = std::min(low[events[i]], x[i]);
        high[events[i]] = std::max(high[events[i]], x[i]);
    }
    return high[0] <= low[1] || high[1] <= low[0];
}

}  // namespace

double LogisticFit::share_at(double x) const {
    return share_of(intercept + slope * x);
}

Interval LogisticFit::limits_at(double x) const {
    const double variance = intercept_variance + 2 * x * covariance + x * x * slope_variance;
    const double half = two_sided_normal_quantile(0.95) * std::sqrt(std::max(0.0, variance));
    return {share_of(intercept + slope * x - half), share_of(intercept + slope * x + half)};
}

double LogisticFit::slope_error() const {
    return std::sqrt(slope_variance);
}

Interval LogisticFit::slope_limits() const {
    const double half = two_sided_normal_quantile(0.95) * slope_error();
    return {slope - half, slope + half};
}

std::optional<LogisticFit> fit_logistic(const std::vector<double>& x, const std::vector<bool>& events) {
    if (x.empty() || is_separated(x, events)) return std::nullopt;
    const double n = double(x.size());
    double mean = 0, squares = 0;
    for (const double value : x) mean += value / n;
    for (const double value : x) squares += (value - mean) * (value - mean);
    const double sd = std::sqrt(squares / n);
    if (!(sd > 0)) return std::nullopt;

    Eigen::Vector2d beta = Eigen::Vector2d::Zero();  // of (1, (x - mean) / sd)
    Eigen::Matrix2d information;
    for (int iteration = 0; iteration < most_newton_steps; ++iteration) {
        information.setZero();
        Eigen::Vector2d score = Eigen::Vector2d::Zero();
        for (std::size_t i = 0; i < x.size(); ++i) {
            const Eigen::Vector2d row(1, (x[i] - mean) / sd);
            const double p = share_of(beta.dot(row));
            score += row * ((events[i] ? 1 : 0) - p);
            information += row * row.transpose() * (p * (1 - p));
        }
        const Eigen::Vector2d step = information.ldlt().solve(score);
        beta += step;
        if (!(std::abs(beta[1]) < separated_slope)) return std::nullopt;
        if (step.cwiseAbs().maxCoeff() < converged_step) break;
    }
    // (1, x) = (1, z) T with z = (x - mean) / sd.
    Eigen::Matrix2d back;
    back << 1, -mean / sd, 0, 1 / sd;
    const Eigen::Vector2d coefficients = back * beta;
    const Eigen::Matrix2d covariance = back * information.inverse() * back.transpose();
    return LogisticFit{coefficients[0], coefficients[1], covariance(0, 0), covariance(1, 1),
                       covariance(0, 1)};
}

}  // namespace twinarm::statistics
