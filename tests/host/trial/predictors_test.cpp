// What separates responders: areas, odds and coefficients whose values are known.
#include "host/trial/predictors.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "host/statistics/logistic.hpp"

namespace twinarm::trial {
namespace {

TEST(AreaUnderCurve, CountsPairsAndHalfOfTies) {
    // Responders 1 and 3, others 0 and 2: of four pairs three are in order.
    EXPECT_EQ(statistics::area_under_curve({1, 3, 0, 2}, {true, true, false, false})->value, 0.75);
    EXPECT_EQ(statistics::area_under_curve({2, 2, 2}, {true, false, false})->value, 0.5);
    EXPECT_EQ(statistics::area_under_curve({5, 6, 1}, {true, true, false})->value, 1);
    EXPECT_FALSE(statistics::area_under_curve({1, 2}, {true, true}));
}

// Two normals one standard deviation apart: AUC = Phi(1 / sqrt 2). Five errors of a mean of 800 samples are
// allowed, four of a root mean square.
TEST(AreaUnderCurve, OfTwoNormalsIsTheKnownOneAndItsErrorIsThatOfRepeatedSamples) {
    std::mt19937_64 random(2);
    std::normal_distribution<double> normal;
    const double known = 0.5 * std::erfc(-0.5);
    double sum = 0, squares = 0, error = 0;
    constexpr int samples = 800;
    for (int s = 0; s < samples; ++s) {
        std::vector<double> values;
        std::vector<bool> responders;
        for (int i = 0; i < 300; ++i) {
            responders.push_back(i % 2 == 0);
            values.push_back(normal(random) + (i % 2 == 0 ? 1 : 0));
        }
        const statistics::Auc auc = *statistics::area_under_curve(values, responders);
        sum += auc.value / samples;
        squares += (auc.value - known) * (auc.value - known) / samples;
        error += (auc.limits->upper - auc.limits->lower) / (2 * 1.96) / samples;
    }
    EXPECT_NEAR(sum, known, 5 * error / std::sqrt(double(samples)));
    EXPECT_NEAR(error, std::sqrt(squares), 4 * std::sqrt(squares) / std::sqrt(2.0 * samples));
}

TEST(AreaUnderCurve, OfPerfectSeparationHasNoLimits) {
    const statistics::Auc auc = *statistics::area_under_curve({1, 2, 3, 4}, {false, false, true, true});
    EXPECT_EQ(auc.value, 1);
    EXPECT_FALSE(auc.limits);
}

// Half of the patients have x = 1, 60% of them respond; 30% of those with x = -1: the log odds differ by
// log(1.5) - log(3/7), the coefficient is half of that. The ridge of one moves it by 1 in 2,000.
TEST(Logistic, CoefficientOfTwoGroupsIsTheirLogOdds) {
    std::vector<double> x;
    std::vector<bool> responders;
    for (int i = 0; i < 10000; ++i) {
        x.push_back(i % 2 == 0 ? 1 : -1);
        responders.push_back(i / 2 % 10 < (i % 2 == 0 ? 6 : 3));
    }
    const double known = (std::log(1.5) - std::log(3.0 / 7)) / 2;
    EXPECT_NEAR(statistics::logistic_coefficients({x}, responders)[0], known, known / 1000);
}

TEST(Logistic, ARepeatedTraitSharesItsCoefficient) {
    std::vector<double> x;
    std::vector<bool> responders;
    for (int i = 0; i < 1000; ++i) {
        x.push_back(i % 2 == 0 ? 1 : -1);
        responders.push_back(i / 2 % 10 < (i % 2 == 0 ? 6 : 3));
    }
    const auto both = statistics::logistic_coefficients({x, x}, responders);
    EXPECT_NEAR(both[0], both[1], 1e-9);
    EXPECT_TRUE(std::isfinite(both[0]));
}

/// 1,000 patients; `strong` decides most of the response, `copy` follows it, `none` does not matter.
struct Patients {
    std::vector<Trait> traits{{"none", {}}, {"copy", {}}, {"strong", {}}, {"same", {}}, {"male", {}}};
    std::vector<bool> responders;

    Patients() {
        std::mt19937_64 random(8);
        std::normal_distribution<double> normal;
        for (int i = 0; i < 1000; ++i) {
            const double strong = normal(random);
            traits[0].values.push_back(normal(random));
            traits[1].values.push_back(strong + normal(random));
            traits[2].values.push_back(strong);
            traits[3].values.push_back(7);
            traits[4].values.push_back(i % 2);
            responders.push_back(strong + 0.5 * normal(random) > 0.5);
        }
    }
};

TEST(Predictors, StandInOrderOfTheirSeparation) {
    const Patients p;
    const PredictorTable table = predictors(p.traits, p.responders);
    ASSERT_EQ(table.predictors.size(), 4u);  // what is the same in all patients is left out
    EXPECT_EQ(table.predictors[0].name, "strong");
    EXPECT_EQ(table.predictors[1].name, "copy");
    // Nothing else adds to `strong`, and what the fit loses by the others is less than the area's own error.
    EXPECT_GT(table.together->value, table.predictors[0].auc.limits->lower);
}

// In the patients that they were fitted to, sixty traits of noise separate 50 of 150 nearly completely.
TEST(Predictors, ManyTraitsOfNoiseTogetherSeparateNobody) {
    std::mt19937_64 random(8);
    std::normal_distribution<double> normal;
    std::vector<Trait> traits(60);
    std::vector<bool> responders;
    for (int i = 0; i < 150; ++i) responders.push_back(i % 3 == 0);
    for (Trait& trait : traits)
        for (int i = 0; i < 150; ++i) trait.values.push_back(normal(random));
    const statistics::Auc together = *predictors(traits, responders).together;
    EXPECT_LT(together.limits->lower, 0.5);
    EXPECT_LT(together.value, 0.65);
}

TEST(Predictors, ACopyOfATraitAddsNothingToItTogether) {
    const Patients p;
    const PredictorTable table = predictors(p.traits, p.responders);
    EXPECT_EQ(table.predictors[0].rank_together, 1);
    EXPECT_GT(table.predictors[1].auc.value, 0.75);
    EXPECT_LT(std::abs(table.predictors[1].coefficient), 0.2 * table.predictors[0].coefficient);
}

// Ten patients a fifth with 1, 2, 3, 4 and 5 responders: odds 1 against 1/9.
TEST(Predictors, FifthsAndTheirOddsAreCounts) {
    Trait trait{"x", {}};
    std::vector<bool> responders;
    for (int i = 0; i < 50; ++i) {
        trait.values.push_back(i);
        responders.push_back(i % 10 <= i / 10);
    }
    const Predictor found = predictors({trait}, responders).predictors[0];
    for (std::size_t f = 0; f < fifths; ++f) EXPECT_NEAR(*found.responding[f], 0.1 * (double(f) + 1), 1e-15);
    EXPECT_NEAR(*found.odds_ratio, 9, 1e-12);
    EXPECT_NEAR(std::log(found.odds_limits.upper / 9), 1.959964 * std::sqrt(0.2 + 0.2 + 1 + 1 / 9.0), 1e-6);
}

TEST(Predictors, ATraitOfTwoValuesHasTwoGroups) {
    const Patients p;
    for (const Predictor& predictor : predictors(p.traits, p.responders).predictors) {
        if (predictor.name != "male") continue;
        int groups = 0;
        for (const auto& share : predictor.responding) groups += share.has_value();
        EXPECT_EQ(groups, 2);
    }
}

TEST(Predictors, AreNotToldWhereAllRespondOrNearlyAllOrFew) {
    const std::vector<double> x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    const auto first_respond = [&](std::size_t responders) {
        std::vector<bool> responding(x.size(), false);
        std::fill_n(responding.begin(), responders, true);
        return predictors({{"x", x}}, responding);
    };
    EXPECT_TRUE(first_respond(11).predictors.empty());
    EXPECT_TRUE(first_respond(4).predictors.empty());  // four separate from seven by chance
    EXPECT_TRUE(first_respond(7).predictors.empty());
    EXPECT_FALSE(first_respond(5).predictors.empty());
}

}  // namespace
}  // namespace twinarm::trial
