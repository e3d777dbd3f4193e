// The 3+3 design against what follows from its rules.
#include <gtest/gtest.h>

#include <numeric>

#include "tests/host/trial/escalation_walk.hpp"

namespace twinarm::trial {
namespace {

cohort::EscalationDesign design_of(int levels) {
    cohort::EscalationDesign design;
    for (int l = 0; l < levels; ++l) design.levels.push_back(l);
    return design;
}

/// What may happen when three, then three more, are treated at a level of rate p.
struct Level {
    explicit Level(double p)
        : none_of_three(std::pow(1 - p, 3)),
          one_of_three(3 * p * std::pow(1 - p, 2)),
          one_then_none(one_of_three * none_of_three),
          passes(none_of_three + one_then_none),
          six_are_well(one_then_none + none_of_three * (none_of_three + one_of_three)) {}
    double none_of_three, one_of_three, one_then_none;
    double passes;        ///< the next level follows
    double six_are_well;  ///< at most one of six, who are treated where nothing higher follows
};

/// Probabilities of the recommendation, [0]: none. Up to level j, which is too toxic; then down until six at
/// a level have at most one DLT.
std::vector<double> closed_form(const std::vector<double>& rates) {
    std::vector<double> recommended(rates.size() + 1);
    double reaches = 1;
    for (std::size_t j = 0; j < rates.size(); ++j) {
        const Level here(rates[j]);
        const bool top = j + 1 == rates.size();
        if (top) recommended[j + 1] += reaches * here.six_are_well;
        double falls = reaches * (1 - (top ? here.six_are_well : here.passes));
        for (std::size_t i = j; i-- > 0;) {
            const Level below(rates[i]);
            const double holds = below.six_are_well / below.passes;
            recommended[i + 1] += falls * holds;
            falls *= 1 - holds;
        }
        recommended[0] += falls;
        reaches *= here.passes;
    }
    return recommended;
}

TEST(ThreePlusThree, RecommendsEveryLevelAsOftenAsTheClosedFormSays) {
    for (const std::vector<double>& rates :
         {std::vector<double>{0.3}, std::vector<double>{0.1, 0.5},
          std::vector<double>{0.05, 0.1, 0.2, 0.3, 0.5}, std::vector<double>{0.4, 0.4, 0.4}}) {
        const test::EscalationWalk walk(design_of(int(rates.size())), rates);
        const std::vector<double> expected = closed_form(rates);
        for (std::size_t place = 0; place < expected.size(); ++place)
            EXPECT_NEAR(walk.recommended[place], expected[place], 1e-14) << place;
    }
}

// Two levels by hand: six at the first with one DLT, three at the second with two.
TEST(ThreePlusThree, GoesUpAfterOneOfSixAndBackAfterTwoOfThree) {
    EscalationState state(2, 0);
    EXPECT_EQ(three_plus_three_step(state).patients, 3);
    state.counts[0] = {3, 1};
    EscalationStep step = three_plus_three_step(state);
    EXPECT_EQ(step.level, 0);
    EXPECT_EQ(step.patients, 3);
    state.counts[0] = {6, 1};
    step = three_plus_three_step(state);
    EXPECT_EQ(step.level, 1);
    EXPECT_EQ(step.patients, 3);
    state.level = 1;
    state.counts[1] = {3, 2};
    step = three_plus_three_step(state);
    EXPECT_TRUE(step.ends());
    EXPECT_EQ(step.recommended(), 0);
}

TEST(ThreePlusThree, TreatsThreeMoreBelowALevelThatIsTooToxic) {
    EscalationState state(3, 1);
    state.level = 1;
    state.counts = {{3, 0}, {3, 2}, {0, 0}};
    EscalationStep step = three_plus_three_step(state);
    EXPECT_EQ(step.level, 0);
    EXPECT_EQ(step.patients, 3);
    state.level = 0;
    state.counts[0] = {6, 2};
    step = three_plus_three_step(state);
    EXPECT_TRUE(step.ends());
    EXPECT_FALSE(step.recommended());
}

TEST(ThreePlusThree, TreatsSixAtTheHighestLevel) {
    EscalationState state(1, 0);
    state.counts[0] = {3, 0};
    EXPECT_EQ(three_plus_three_step(state).patients, 3);
    state.counts[0] = {6, 1};
    EXPECT_EQ(three_plus_three_step(state).recommended(), 0);
}

TEST(ThreePlusThree, RecommendsTheTopWithoutToxicityAndNothingWhereAllAreToxic) {
    const test::EscalationWalk harmless(design_of(4), {0, 0, 0, 0}), toxic(design_of(4), {1, 1, 1, 1});
    EXPECT_EQ(harmless.recommended, (std::vector<double>{0, 0, 0, 0, 1}));
    EXPECT_EQ(harmless.patients, (std::vector<double>{3, 3, 3, 6}));
    EXPECT_EQ(toxic.recommended, (std::vector<double>{1, 0, 0, 0, 0}));
    EXPECT_EQ(toxic.patients, (std::vector<double>{3, 0, 0, 0}));
}

}  // namespace
}  // namespace twinarm::trial
