// Simulated reports follow the likelihood: the check of the method rests on it.
#include "host/calibrate/simulated_data.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>

#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

/// p of the chi-square of 20,000 simulated first counts against exp(log_likelihood) over all counts.
double agreement(const Target& target, const Summary& summary) {
    constexpr int draws = 20000;
    const int n = int(std::get<ObservedCount>(target.parts[0].observed).n);
    std::vector<double> seen(std::size_t(n) + 1, 0.0);
    for (int d = 0; d < draws; ++d) {
        trial::UniformSequence random(7, Purpose::calibration_data, std::uint64_t(d));
        ++seen[std::size_t(
            std::get<ObservedCount>(simulate_data(target, {summary}, target.between_trial_sd, random)[0]).x)];
    }
    const TargetUnderRow row = target_under_row(target, {summary}, target.between_trial_sd);
    double chi_square = 0, rest_seen = 0, rest_wanted = 0;
    int cells = 0;
    for (int x = 0; x <= n; ++x) {
        const double choose = std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1);
        const double ungated =
            std::exp(choose + log_likelihood(row.curves[0], row.first_weights, {double(x), double(n)}));
        const double wanted = draws * ungated;
        if (wanted < 20) {
            rest_seen += seen[std::size_t(x)];
            rest_wanted += wanted;
            continue;
        }
        chi_square += (seen[std::size_t(x)] - wanted) * (seen[std::size_t(x)] - wanted) / wanted;
        ++cells;
    }
    if (rest_wanted > 5) chi_square += (rest_seen - rest_wanted) * (rest_seen - rest_wanted) / rest_wanted;
    return cdf(complement(boost::math::chi_squared(cells), chi_square));
}

// Fails by chance with a probability of 1e-4 a case.
TEST(SimulatedData, FollowTheLikelihoodOfACount) {
    EXPECT_GT(agreement(count_target("t", 0, 8, 26, 0.3), {60, 240}), 1e-4);
    EXPECT_GT(agreement(count_target("t", 0, 0, 26, 0.3), {1, 240}), 1e-4);
}

// Mean of x given that 6 or more of the first 13 respond, by enumeration with p = 0.35 and no effect.
TEST(SimulatedData, OfAGatedTrialHavePassedIt) {
    Target target = count_target("t", 0, 20, 38);
    target.gate = {13, 6};
    double mean = 0;
    constexpr int draws = 20000;
    for (int d = 0; d < draws; ++d) {
        trial::UniformSequence random(7, Purpose::calibration_data, std::uint64_t(d));
        const double x = std::get<ObservedCount>(simulate_data(target, {exact_share(0.35)}, 0, random)[0]).x;
        EXPECT_GE(x, 6);
        mean += x / draws;
    }
    double pass = 0, stage = 0;
    for (int x = 6; x <= 13; ++x) {
        const double p = std::exp(std::lgamma(14) - std::lgamma(x + 1) - std::lgamma(14 - x) +
                                  x * std::log(0.35) + (13 - x) * std::log(0.65));
        pass += p;
        stage += p * x;
    }
    const double sd = std::sqrt(38 * 0.35 * 0.65);  // at most
    EXPECT_NEAR(mean, stage / pass + 25 * 0.35, 4.5 * sd / std::sqrt(draws));
}

// Mean share of survivors given the gate, by summing over the effect's nodes.
TEST(SimulatedData, OfSurvivalHaveTheEffectsOfTrialsThatPassed) {
    Target target = count_target("t", 1, 20, 40, 0.8);
    target.gate = {13, 6};
    target.gate_summary = 0;
    const std::vector<Summary> row = {exact_share(0.35), exact_share(0.5)};
    constexpr int draws = 20000;
    double mean = 0;
    for (int d = 0; d < draws; ++d) {
        trial::UniformSequence random(7, Purpose::calibration_data, std::uint64_t(d));
        mean += std::get<ObservedCount>(simulate_data(target, row, 0.8, random)[0]).x / 40 / draws;
    }
    const TargetUnderRow under = target_under_row(target, row, 0.8);
    double wanted = 0;
    for (std::size_t j = 0; j < effect_nodes; ++j)
        wanted += under.first_weights[j] * std::exp(under.curves[0].log_p[j]);
    EXPECT_GT(wanted, 0.55);                                  // 0.5 without the gate
    EXPECT_NEAR(mean, wanted, 4.5 * 0.5 / std::sqrt(draws));  // no share has a larger sd
}

TEST(SimulatedData, CountCompleteAmongRespondersAndStableAmongTheOthers) {
    Target target = count_target("t", 0, 12, 40);
    target.parts.push_back({1, "CR", Among::responders, ObservedCount{3, 12}});
    target.parts.push_back({2, "SD", Among::others, ObservedCount{10, 28}});
    trial::UniformSequence random(7, Purpose::calibration_data, 0);
    const auto data =
        simulate_data(target, {exact_share(0.3), exact_share(1 - 1e-9), exact_share(1e-9)}, 0, random);
    EXPECT_EQ(std::get<ObservedCount>(data[1]).n, std::get<ObservedCount>(data[0]).x);
    EXPECT_EQ(std::get<ObservedCount>(data[1]).x, std::get<ObservedCount>(data[0]).x);
    EXPECT_EQ(std::get<ObservedCount>(data[2]).n, 40 - std::get<ObservedCount>(data[0]).x);
    EXPECT_EQ(std::get<ObservedCount>(data[2]).x, 0);
    EXPECT_EQ(reported(data, 1), std::get<ObservedCount>(data[1]).x / 40);
}

}  // namespace
}  // namespace twinarm::calibrate
