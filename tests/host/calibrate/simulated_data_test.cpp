// Simulated reports follow the likelihood: the check of the method rests on it.
#include "host/calibrate/simulated_data.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>

#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

Calibration toy(const std::vector<Target>& targets, std::size_t columns) {
    Calibration made = normal_calibration(1, {2});
    for (std::size_t c = 0; c < columns; ++c) made.summaries.push_back(column(std::to_string(c)));
    made.targets = targets;
    return made;
}
Eigen::VectorXd at_shares(const std::vector<double>& shares) {
    Eigen::VectorXd centre(Eigen::Index(shares.size()));
    for (std::size_t c = 0; c < shares.size(); ++c)
        centre(Eigen::Index(c)) = std::log(shares[c] / (1 - shares[c]));
    return centre;
}
const Eigen::VectorXd no_latents = Eigen::VectorXd::Zero(1);

Data drawn(const Calibration& calibration, const std::vector<double>& shares, int address) {
    trial::UniformSequence random(7, Purpose::calibration_data, std::uint64_t(address));
    return simulate_data(calibration, at_shares(shares), no_latents, random);
}
double count_of(const Data& data, std::size_t target, std::size_t part = 0) {
    return std::get<ObservedCount>(data[target][part]).x;
}

/// p of the chi-square of 20,000 simulated first counts against exp(ln likelihood) over all counts.
double agreement(const Target& target, double share) {
    constexpr int draws = 20000;
    const int n = int(std::get<ObservedCount>(target.parts[0].observed).n);
    std::vector<double> seen(std::size_t(n) + 1, 0.0);
    const Calibration calibration = toy({target}, 1);
    for (int d = 0; d < draws; ++d) ++seen[std::size_t(count_of(drawn(calibration, {share}, d), 0))];
    double chi_square = 0, rest_seen = 0, rest_wanted = 0;
    int cells = 0;
    for (int x = 0; x <= n; ++x) {
        const double choose = std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1);
        const Likelihood likelihood(calibration, {{ObservedCount{double(x), double(n)}}});
        const double wanted =
            draws * std::exp(choose + likelihood.log_density(at_shares({share}), no_latents));
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
    EXPECT_GT(agreement(count_target("t", 0, 8, 26, 0.3), 0.25), 1e-4);
    EXPECT_GT(agreement(count_target("t", 0, 0, 26, 0.8), 0.01), 1e-4);
}

// Mean of x given that 6 or more of the first 13 respond, by enumeration with p = 0.35 and no effect.
TEST(SimulatedData, OfAGatedTrialHavePassedIt) {
    Target target = count_target("t", 0, 20, 38);
    target.gate = {13, 6};
    const Calibration calibration = toy({target}, 1);
    double mean = 0;
    constexpr int draws = 20000;
    for (int d = 0; d < draws; ++d) {
        const double x = count_of(drawn(calibration, {0.35}, d), 0);
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

// Survival rises with the effect, and trials with a high one pass more often.
TEST(SimulatedData, OfSurvivalHaveTheEffectsOfTrialsThatPassed) {
    Target target = count_target("t", 1, 20, 40, 0.8);
    target.gate = {13, 6};
    target.gate_summary = 0;
    const Calibration calibration = toy({target}, 2);
    constexpr int draws = 20000;
    double mean = 0, wanted = 0;
    for (int d = 0; d < draws; ++d) mean += count_of(drawn(calibration, {0.35, 0.5}, d), 0) / 40 / draws;
    for (int x = 0; x <= 40; ++x) {
        const double choose = std::lgamma(41) - std::lgamma(x + 1) - std::lgamma(41 - x);
        const Likelihood likelihood(calibration, {{ObservedCount{double(x), 40}}});
        wanted += x / 40.0 * std::exp(choose + likelihood.log_density(at_shares({0.35, 0.5}), no_latents));
    }
    EXPECT_GT(wanted, 0.55);                                  // 0.5 without the gate
    EXPECT_NEAR(mean, wanted, 4.5 * 0.5 / std::sqrt(draws));  // no share has a larger sd
}

// Arms with an effect of sd 1: apart, their difference has a variance of 2 and more; together, of chance
// only.
TEST(SimulatedData, OfRandomisedArmsShareTheirTrialsEffect) {
    Target a = count_target("a", 0, 200, 400, 1), b = count_target("b", 1, 200, 400, 1);
    a.trial = b.trial = "one";
    a.randomised = b.randomised = true;
    const Calibration calibration = toy({a, b}, 2);
    double squares = 0;
    constexpr int draws = 4000;
    const auto logit = [](double x) { return std::log((x + 0.5) / (400.5 - x)); };
    for (int d = 0; d < draws; ++d) {
        const Data data = drawn(calibration, {0.5, 0.5}, d);
        squares += std::pow(logit(count_of(data, 0)) - logit(count_of(data, 1)), 2) / draws;
    }
    EXPECT_LT(squares, 0.05);  // 2 / (400 p q), p spread by the effect
    EXPECT_GT(squares, 0.02);
}

TEST(SimulatedData, CountCompleteAmongRespondersAndStableAmongTheOthers) {
    Target target = count_target("t", 0, 12, 40);
    target.parts.push_back({1, "CR", Among::responders, ObservedCount{3, 12}});
    target.parts.push_back({2, "SD", Among::others, ObservedCount{10, 28}});
    Calibration calibration = toy({target}, 3);
    calibration.summaries[1].measure = Measure::complete;
    calibration.summaries[2].measure = Measure::stable;
    const Data data = drawn(calibration, {0.3, 1 - 1e-9, 1e-9}, 0);
    const double responders = count_of(data, 0);
    EXPECT_EQ(std::get<ObservedCount>(data[0][1]).n, responders);
    EXPECT_EQ(count_of(data, 0, 1), responders);
    EXPECT_EQ(std::get<ObservedCount>(data[0][2]).n, 40 - responders);
    EXPECT_EQ(count_of(data, 0, 2), 0);
    EXPECT_EQ(reported(calibration, data, {0, 1}), responders / 40);
}

TEST(SimulatedData, OfLaterTimesCountThoseWhoAreLeft) {
    Target target = count_target("t", 0, 30, 40);
    target.parts.push_back({1, "later", Among::survivors, ObservedCount{20, 30}});
    Calibration calibration = toy({target}, 2);
    const Data data = drawn(calibration, {0.7, 0.5}, 0);
    EXPECT_EQ(std::get<ObservedCount>(data[0][1]).n, count_of(data, 0));
}

}  // namespace
}  // namespace twinarm::calibrate
