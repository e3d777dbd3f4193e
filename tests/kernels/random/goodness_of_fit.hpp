// Whether a sample has the distribution of its marginal: analytic distribution functions and moments, bounds
// of p-values, and Holm's rule for many of them.
#pragma once

#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "kernels/random/marginal.hpp"

namespace twinarm::oracle {

inline double phi(double z) {
    return boost::math::cdf(boost::math::normal(), z);
}

/// The scale on which a distribution is normal, uniform, or a list of values.
inline double natural(DistributionKind kind, double x) {
    if (kind == DistributionKind::lognormal || kind == DistributionKind::log_uniform) return std::log(x);
    return kind == DistributionKind::logit_normal ? std::log(x / (1 - x)) : x;
}

inline bool is_normal(DistributionKind kind) {
    return kind == DistributionKind::normal || kind == DistributionKind::lognormal ||
           kind == DistributionKind::logit_normal;
}

/// P(X <= x), or P(X < x) where `below`, of one component.
inline double component_cdf(DistributionKind kind, const MarginalComponent& c, double x, bool below) {
    const double y = natural(kind, x), at = natural(kind, c.location);
    if (kind == DistributionKind::fixed || kind == DistributionKind::categorical)
        return below ? x > c.location : x >= c.location;
    const double whole = is_normal(kind) ? phi((y - at) / c.scale)
                                         : std::clamp((y - at) / (natural(kind, c.scale) - at), 0.0, 1.0);
    return std::clamp((whole - c.lower_probability) / (c.upper_probability - c.lower_probability), 0.0, 1.0);
}

inline double share(const Marginal& m, int component) {
    double total = 0;
    for (int i = 0; i < m.component_count; ++i) total += m.component[i].weight;
    return m.component[component].weight / total;
}

inline double cdf(const Marginal& m, double x, bool below = false) {
    double sum = 0;
    for (int i = 0; i < m.component_count; ++i)
        sum += share(m, i) * component_cdf(m.kind, m.component[i], x, below);
    return sum;
}

using Moments = std::array<double, 5>;  ///< E[y^k], k = 0..4

/// Moments of a standard normal between two deviates, by parts:
/// M_k = (k - 1) M_(k-2) + (a^(k-1) phi(a) - b^(k-1) phi(b)) / P(a < z < b).
inline Moments truncated_normal_moments(double lower_probability, double upper_probability) {
    const auto edge = [&](double probability, int power) {
        if (probability <= 0 || probability >= 1) return 0.0;
        const double z = boost::math::quantile(boost::math::normal(), probability);
        return std::pow(z, power) * boost::math::pdf(boost::math::normal(), z);
    };
    Moments m{1};
    for (int k = 1; k <= 4; ++k)
        m[std::size_t(k)] = (k > 1 ? (k - 1) * m[std::size_t(k - 2)] : 0) +
                            (edge(lower_probability, k - 1) - edge(upper_probability, k - 1)) /
                                (upper_probability - lower_probability);
    return m;
}

/// Moments of (y - origin) of one component, y on the natural scale.
inline Moments component_moments(DistributionKind kind, const MarginalComponent& c, double origin) {
    const double at = natural(kind, c.location) - origin;
    Moments m{1};
    if (is_normal(kind)) {
        const Moments z = truncated_normal_moments(c.lower_probability, c.upper_probability);
        const double binomial[5][5] = {{1}, {1, 1}, {1, 2, 1}, {1, 3, 3, 1}, {1, 4, 6, 4, 1}};
        for (int k = 1; k <= 4; ++k)
            for (int j = 0; j <= k; ++j)
                m[std::size_t(k)] +=
                    binomial[k][j] * std::pow(at, k - j) * std::pow(c.scale, j) * z[std::size_t(j)];
        return m;
    }
    const bool continuous = kind == DistributionKind::uniform || kind == DistributionKind::log_uniform;
    const double width = continuous ? natural(kind, c.scale) - origin - at : 0;
    const double low = at + c.lower_probability * width, high = at + c.upper_probability * width;
    for (int k = 1; k <= 4; ++k)
        m[std::size_t(k)] = high > low
                                ? (std::pow(high, k + 1) - std::pow(low, k + 1)) / ((k + 1) * (high - low))
                                : std::pow(at, k);
    return m;
}

/// Mean, and central moments 2 and 4, of a marginal on its natural scale.
struct Shape {
    double mean, variance, fourth;
};
inline Shape shape(const Marginal& m) {
    const auto moment = [&](int k, double origin) {
        double sum = 0;
        for (int i = 0; i < m.component_count; ++i)
            sum += share(m, i) * component_moments(m.kind, m.component[i], origin)[std::size_t(k)];
        return sum;
    };
    const double mean = moment(1, 0);
    return {mean, moment(2, mean), moment(4, mean)};
}

/// P that a standard normal is as far from 0 as z.
inline double two_sided(double z) {
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

/// Kolmogorov-Smirnov: at most 2 e^(-2 n D^2) (Dvoretzky, Kiefer, Wolfowitz with Massart's constant 1990),
/// whatever the distribution, steps included.
inline double p_of_distribution(const Marginal& m, std::vector<double> x) {
    std::sort(x.begin(), x.end());
    const double n = double(x.size());
    double distance = 0;
    for (std::size_t i = 0; i < x.size();) {
        std::size_t end = i;
        while (end < x.size() && x[end] == x[i]) ++end;
        distance = std::max({distance, std::abs(cdf(m, x[i]) - double(end) / n),
                             std::abs(cdf(m, x[i], true) - double(i) / n)});
        i = end;
    }
    return std::min(1.0, 2 * std::exp(-2 * n * distance * distance));
}

/// Means of y and of (y - mean)^2 by the central limit theorem.
inline std::array<double, 2> p_of_moments(const Marginal& m, const std::vector<double>& x) {
    const Shape expected = shape(m);
    const double n = double(x.size());
    double first = 0, second = 0;
    for (const double value : x) {
        const double from_mean = natural(m.kind, value) - expected.mean;
        first += from_mean / n, second += from_mean * from_mean / n;
    }
    const double error = std::sqrt(expected.fourth - expected.variance * expected.variance);
    return {two_sided(first / std::sqrt(expected.variance / n)),
            two_sided((second - expected.variance) / (error / std::sqrt(n)))};
}

/// Many tests at once: Holm's rule keeps the probability of any false alarm below the stated one, however the
/// tests depend on each other.
class Family {
  public:
    void add(std::string what, double p) { tests_.push_back({p, std::move(what)}); }
    std::size_t size() const { return tests_.size(); }

    /// What is rejected, a line each; "" where nothing is.
    std::string rejected(double error_rate) const {
        std::vector<Test> sorted = tests_;
        std::sort(sorted.begin(), sorted.end());
        std::string lines;
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (!(sorted[i].p * double(sorted.size() - i) > error_rate))
                lines += sorted[i].what + ": p = " + std::to_string(sorted[i].p) + "\n";
            else
                break;
        }
        return lines;
    }

  private:
    struct Test {
        double p;
        std::string what;
        bool operator<(const Test& other) const { return p < other.p; }
    };
    std::vector<Test> tests_;
};

}  // namespace twinarm::oracle
