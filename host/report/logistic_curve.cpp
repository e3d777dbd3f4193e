// The share of responders as a logistic function of one number.
#include "host/report/logistic_curve.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/statistics/histogram.hpp"
#include "host/statistics/logistic.hpp"

namespace twinarm::report {

namespace {

double share(double log_odds) {
    return 1 / (1 + std::exp(-log_odds));
}

/// At which the fitted shares add up to the number of responders, as at the maximum of the likelihood.
double intercept_of(const std::vector<double>& scores, double slope, double responders) {
    double low = -100, high = 100;
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = (low + high) / 2;
        double sum = 0;
        for (const double score : scores) sum += share(middle + slope * score);
        (sum < responders ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

std::vector<std::pair<double, double>> logistic_curve(const std::vector<double>& values,
                                                      const std::vector<bool>& responders) {
    const double n = double(values.size()),
                 count = double(std::count(responders.begin(), responders.end(), true));
    if (values.empty() || values.front() == values.back() || count == 0 || count == n) return {};
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double sd = std::sqrt(squares / n);
    std::vector<double> scores;
    for (const double value : values) scores.push_back((value - mean) / sd);
    const double slope = statistics::logistic_coefficients({scores}, responders).front();
    const double intercept = intercept_of(scores, slope, count);

    const auto at = [&](double p) { return values[statistics::quantile_index(p, values.size())]; };
    const double first = at(0.025), last = at(0.975);
    std::vector<std::pair<double, double>> curve;
    for (int i = 0; i < curve_points; ++i) {
        const double x = first + (last - first) * i / (curve_points - 1);
        curve.emplace_back(x, share(intercept + slope * (x - mean) / sd));
    }
    return curve;
}

}  // namespace twinarm::report
