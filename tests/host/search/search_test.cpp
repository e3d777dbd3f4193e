// The search finds optima that are known in closed form, with constraints and lists, and never asks for more
// than it may.
#include "host/search/search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace twinarm::search {
namespace {

/// Constraints count as they are, so that the tolerance of a constrained optimum is that of its coordinates.
const Judged& best(const std::vector<Judged>& judged) {
    return judged[best_of(judged)];
}

TEST(Search, APeakInsideOfTheBoxIsFound) {
    const auto judged = find_best({2, {}}, {.evaluations = 60}, [](const Candidate& p) {
        return Worth{-std::pow(p.range[0] - 0.3, 2) - 2 * std::pow(p.range[1] - 0.8, 2), {}};
    });
    EXPECT_LE(judged.size(), 60u);
    // Nearer than the last step of the local search would need to be in each coordinate, times four.
    EXPECT_NEAR(best(judged).point.range[0], 0.3, 0.02);
    EXPECT_NEAR(best(judged).point.range[1], 0.8, 0.02);
}

/// Maximise x + y with x^2 + y^2 <= 1/2: the optimum is (1/2, 1/2), by Lagrange.
TEST(Search, AConstraintThatBindsIsHeldAndReached) {
    const auto judged = find_best({2, {}}, {.evaluations = 80}, [](const Candidate& p) {
        return Worth{p.range[0] + p.range[1], {p.range[0] * p.range[0] + p.range[1] * p.range[1] - 0.5}};
    });
    EXPECT_EQ(best(judged).worth.violation(), 0);
    EXPECT_GT(best(judged).worth.objective, 1 - 0.01);
    EXPECT_NEAR(best(judged).point.range[0], 0.5, 0.08);  // flat along the circle: 1 - d^2
}

/// An Emax response against a toxicity that rises with dose: the best dose is where the toxicity meets its
/// limit.
TEST(Search, OfSeveralSchedulesTheBestIsFoundWithItsDose) {
    const double limit = 0.2;
    const auto toxicity = [](double dose, std::size_t schedule) {
        return dose * (schedule == 2 ? 0.5 : schedule == 1 ? 0.8 : 1.0);
    };
    const auto judged = find_best({1, {3}}, {.evaluations = 60}, [&](const Candidate& p) {
        return Worth{p.range[0] / (p.range[0] + 0.3), {toxicity(p.range[0], p.list[0]) - limit}};
    });
    EXPECT_EQ(best(judged).point.list[0], 2u);
    EXPECT_NEAR(best(judged).point.range[0], limit / 0.5, 0.01);
    EXPECT_LE(best(judged).point.range[0], limit / 0.5);
}

/// Responses of so many patients are stairs: the search climbs them where a step is wider than a stair.
TEST(Search, StairsAreClimbed) {
    const auto judged = find_best({1, {}}, {.evaluations = 40}, [](const Candidate& p) {
        return Worth{std::floor(200 * (1 - std::pow(p.range[0] - 0.62, 2))) / 200, {}};
    });
    // 199 of 200 within 1/200 of the top, that is within sqrt(1/200) of its place.
    EXPECT_NEAR(best(judged).point.range[0], 0.62, std::sqrt(1.0 / 200));
}

TEST(Search, ListsAloneAreTriedWhole) {
    std::size_t asked = 0;
    const auto judged = find_best({0, {3, 4}}, {.evaluations = 30}, [&](const Candidate& p) {
        ++asked;
        return Worth{double(p.list[0] * 10 + p.list[1]), {}};
    });
    EXPECT_EQ(asked, 12u);
    EXPECT_EQ(best(judged).point.list, (std::vector<std::size_t>{2, 3}));
}

TEST(Search, NoPointIsAskedForTwiceAndNoneBeyondTheBudget) {
    std::vector<Candidate> asked;
    const auto judged = find_best({3, {2}}, {.evaluations = 37}, [&](const Candidate& p) {
        for (const Candidate& known : asked) EXPECT_FALSE(known == p);
        asked.push_back(p);
        return Worth{p.range[0] * p.range[1] + p.range[2] - double(p.list[0]), {p.range[2] - 0.5}};
    });
    EXPECT_EQ(asked.size(), judged.size());
    EXPECT_LE(judged.size(), 37u);
}

TEST(Search, TheStartFillsEachCombination) {
    std::vector<std::vector<double>> of(2);
    find_best({1, {2}}, {.evaluations = 40}, [&](const Candidate& p) {
        of[p.list[0]].push_back(p.range[0]);
        return Worth{0, {}};
    });
    for (const auto& points : of)  // 8 of 40 * 0.4 / 2: some in each quarter
        for (int quarter = 0; quarter < 4; ++quarter)
            EXPECT_GE(std::count_if(points.begin(), points.begin() + 8,
                                    [&](double x) { return std::min(3, int(x * 4)) == quarter; }),
                      1)
                << quarter;
}

TEST(Search, WhereNothingHoldsTheConstraintTheLeastBrokenIsBest) {
    const auto judged = find_best({1, {}}, {.evaluations = 30}, [](const Candidate& p) {
        return Worth{p.range[0], {0.1 + p.range[0]}};
    });
    EXPECT_NEAR(best(judged).point.range[0], 0, 0.01);
}

TEST(Search, WhatTheJudgeThrowsEndsTheSearch) {
    int asked = 0;
    const auto judge = [&](const Candidate&) -> Worth {
        if (++asked == 25) throw std::out_of_range("stop");
        return {double(asked % 3), {}};
    };
    EXPECT_THROW(find_best({2, {}}, {.evaluations = 60}, judge), std::out_of_range);
    EXPECT_EQ(asked, 25);
}

TEST(Search, TheFrontHoldsWhatNothingBeats) {
    //                         0    1    2    3    4
    EXPECT_EQ(pareto_front({0.3, 0.5, 0.4, 0.5, 0.2}, {0.1, 0.3, 0.4, 0.2, 0.1}),
              (std::vector<std::size_t>{0, 3}));
}

}  // namespace
}  // namespace twinarm::search
