// The BOIN design against its authors' numbers.
#include "host/trial/boin.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/host/trial/escalation_walk.hpp"

namespace twinarm::trial {
namespace {

cohort::EscalationDesign design_of(int levels, double target, int max_patients) {
    cohort::EscalationDesign design;
    for (int l = 0; l < levels; ++l) design.levels.push_back(l);
    design.rule = cohort::EscalationRule::boin;
    design.target = target;
    design.max_patients = max_patients;
    return design;
}

// Liu & Yuan 2015, JRSS C 64:507, table 1, to its three decimals.
TEST(Boin, HasThePublishedBoundaries) {
    struct Published {
        double target, escalate, de_escalate;
    };
    for (const Published& p :
         {Published{0.15, 0.118, 0.179}, Published{0.2, 0.157, 0.238}, Published{0.25, 0.197, 0.298},
          Published{0.3, 0.236, 0.358}, Published{0.35, 0.276, 0.419}, Published{0.4, 0.316, 0.479}}) {
        const BoinBoundaries found = boin_boundaries(p.target);
        EXPECT_NEAR(found.escalate, p.escalate, 0.00051) << p.target;
        EXPECT_NEAR(found.de_escalate, p.de_escalate, 0.00101) << p.target;
    }
}

// Boundaries for a target of 0.3 by number of patients: Yuan 2016, Clin Cancer Res 22:4291.
TEST(Boin, GivesALevelUpAtThePublishedNumbersOfToxicities) {
    const std::vector<std::pair<int, int>> published = {{3, 3}, {6, 4}, {9, 5}, {12, 7}, {15, 8}, {18, 9}};
    for (const auto& [patients, dlts] : published) {
        EXPECT_FALSE(is_too_toxic({patients, dlts - 1}, 0.3)) << patients;
        EXPECT_TRUE(is_too_toxic({patients, dlts}, 0.3)) << patients;
    }
    EXPECT_FALSE(is_too_toxic({2, 2}, 0.3));
}

// Rates 0, 0, 4/15, 4/9 about: the third is nearest to 0.3, the second to 0.1.
TEST(Boin, RecommendsTheLevelNearestToTheTarget) {
    const std::vector<LevelCount> counts = {{3, 0}, {3, 0}, {15, 4}, {9, 4}, {0, 0}};
    EXPECT_EQ(boin_recommendation(counts, 5, 0.3), 2);
    EXPECT_EQ(boin_recommendation(counts, 5, 0.45), 3);
    EXPECT_EQ(boin_recommendation(counts, 3, 0.45), 2);  // the fourth is given up
    EXPECT_EQ(boin_recommendation(counts, 0, 0.3), std::nullopt);
}

TEST(Boin, OfEqualRatesTakesTheHighestBelowTheTargetAndTheLowestAboveIt) {
    EXPECT_EQ(boin_recommendation({{3, 0}, {3, 0}, {3, 0}}, 3, 0.3), 2);
    EXPECT_EQ(boin_recommendation({{3, 2}, {3, 2}, {3, 2}}, 3, 0.3), 0);
}

// Two levels, two cohorts of three, target 0.3 (boundaries 0.236, 0.358). First cohort: no DLT, up; one,
// stay; two, stay, since nothing is below; three, the end. Six at the lowest level are too toxic with four.
TEST(Boin, ATrialOfSixPatientsIsWhatFollowsByHand) {
    const double p = 0.4, q = 0.6, high = 0.7;
    const test::EscalationWalk walk(design_of(2, 0.3, 6), {p, high});
    const double none = std::pow(q, 3), one = 3 * p * q * q, two = 3 * p * p * q, three = p * p * p;
    EXPECT_NEAR(walk.recommended[0], three + one * three + two * (two + three), 1e-15);
    // After none of three: the second level's rate is nearest to the target with one of three, the first
    // with two; with three it is given up. None of three at both: the higher of equal rates.
    const double at_second = none * (std::pow(1 - high, 3) + 3 * high * std::pow(1 - high, 2));
    EXPECT_NEAR(walk.recommended[2], at_second, 1e-15);
    EXPECT_NEAR(walk.patients[1], 3 * none, 1e-15);
}

TEST(Boin, NeverTreatsMoreThanItMay) {
    const std::vector<double> rates = {0.1, 0.3, 0.5};
    cohort::EscalationDesign design = design_of(3, 0.3, 10);  // the last cohort is one patient
    const test::EscalationWalk walk(design, rates);
    EXPECT_LE(std::accumulate(walk.patients.begin(), walk.patients.end(), 0.0), 10);
    EXPECT_NEAR(std::accumulate(walk.recommended.begin(), walk.recommended.end(), 0.0), 1, 1e-14);
    design.enough_at_level = 3;  // ends at the first decision to stay
    const test::EscalationWalk shorter(design, rates);
    EXPECT_LT(shorter.patients[0], walk.patients[0]);
}

}  // namespace
}  // namespace twinarm::trial
