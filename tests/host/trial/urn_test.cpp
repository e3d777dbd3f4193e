// Weighted draws: the logit moves by exactly b, and within a class every patient is as likely.
#include "host/trial/urn.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::trial {
namespace {

OutcomePool pool_of(const std::vector<std::string>& responses) {
    OutcomePool pool{int(responses[0].size())};
    for (const Outcome& outcome : test::outcomes(responses)) pool.add(outcome.arm, outcome);
    return pool;
}

double logit(double p) {
    return std::log(p / (1 - p));
}

TEST(ArmUrn, ShiftsTheLogitByExactlyTheTrialEffect) {
    const OutcomePool pool = pool_of(test::one_arm(1000, 200));
    const ArmUrn urn(pool.arm(0));
    // a few ulp of numbers near 1
    EXPECT_NEAR(logit(urn.responder_probability(0.3)), logit(0.2) + 0.3, 1e-14);
    EXPECT_NEAR(logit(urn.responder_probability(-1.7)), logit(0.2) - 1.7, 1e-14);
    EXPECT_DOUBLE_EQ(urn.responder_probability(0), 0.2);
}

TEST(ArmUrn, EqualsWeightingEveryPatient) {
    // Ten patients, three respond: weights e^b and 1.
    const OutcomePool pool = pool_of(test::one_arm(10, 3));
    const double e = std::exp(0.8);
    EXPECT_NEAR(ArmUrn(pool.arm(0)).responder_probability(0.8), 3 * e / (3 * e + 7), 1e-15);
}

TEST(ArmUrn, DrawsEveryMemberOfAClassEqually) {
    // Of four responders one is complete: by_member < 1/4, 1/2, ... names them in order of patient.
    const OutcomePool pool = pool_of({"R", "S", "C", "R", "R", "N"});
    const ArmUrn urn(pool.arm(0));
    const double p = urn.responder_probability(0);
    int complete = 0, evaluable = 0;
    for (int i = 0; i < 4; ++i) complete += urn.draw(p, 0.1, (i + 0.5) / 4).response == Response::CR;
    for (int i = 0; i < 2; ++i) evaluable += urn.draw(p, 0.9, (i + 0.5) / 2).evaluable;
    EXPECT_EQ(complete, 1);
    EXPECT_EQ(evaluable, 1);
    EXPECT_EQ(urn.draw(p, 0.1, 0.3).response, Response::CR) << "the second responder";
}

TEST(ArmUrn, HandlesNoResponderAndNothingButResponders) {
    const OutcomePool none = pool_of(test::one_arm(5, 0));
    const ArmUrn never_responds(none.arm(0));
    EXPECT_EQ(never_responds.responder_probability(50), 0);
    EXPECT_FALSE(is_responder(never_responds.draw(0, 1e-10, 1 - 1e-10).response));
    const OutcomePool all = pool_of(test::one_arm(5, 5));
    const ArmUrn always_responds(all.arm(0));
    EXPECT_EQ(always_responds.responder_probability(-50), 1);
    EXPECT_TRUE(is_responder(always_responds.draw(1, 1 - 1e-10, 1 - 1e-10).response));
}

TEST(ArmUrn, HoldsNobodyThatFailed) {
    const OutcomePool pool = pool_of({"X", "R", "X"});
    EXPECT_EQ(ArmUrn(pool.arm(0)).patients(), 1u);
}

TEST(TwinUrn, WeighsAPatientByItsShareOfArms) {
    // Classes 0, 1, 2 arms with 3, 2, 1 patients; weights 1, e^(b/2), e^b.
    const OutcomePool pool = pool_of({"SS", "RS", "SR", "PP", "CC", "NN"});
    const auto ends = TwinUrn(pool).class_ends(0.6);
    const double total = 3 + 2 * std::exp(0.3) + std::exp(0.6);
    ASSERT_EQ(ends.size(), 3u);
    EXPECT_NEAR(ends[0], 3 / total, 1e-15);
    EXPECT_NEAR(ends[1], (3 + 2 * std::exp(0.3)) / total, 1e-15);
    EXPECT_EQ(ends[2], 1);
}

TEST(TwinUrn, DrawsTheResponsesOfOnePatientTogether) {
    const OutcomePool pool = pool_of({"SS", "RS", "SR", "PP", "CC", "NN"});
    const TwinUrn urn(pool);
    const auto ends = urn.class_ends(0);
    EXPECT_EQ(urn.draw(ends, 0.49, 0.5), 0b00u);
    EXPECT_EQ(urn.draw(ends, 0.51, 0.25), 0b01u);
    EXPECT_EQ(urn.draw(ends, 0.51, 0.75), 0b10u);
    EXPECT_EQ(urn.draw(ends, 0.99, 0.75), 0b11u);
}

TEST(TwinUrn, NeverDrawsFromAnEmptyClass) {
    const OutcomePool pool = pool_of({"RSS", "SRS", "SSR"});  // nobody responds to none, two or three
    const TwinUrn urn(pool);
    const auto ends = urn.class_ends(0.4);
    for (const double u : {1e-10, 0.5, 1 - 1e-10}) EXPECT_EQ(urn.draw(ends, u, 0.1), 0b001u);
}

TEST(TwinUrn, LeavesOutAnArmInWhichNobodyCompleted) {
    const OutcomePool pool = pool_of({"RXS", "SXS", "XXR"});
    const TwinUrn urn(pool);
    EXPECT_TRUE(urn.has_arm(0));
    EXPECT_FALSE(urn.has_arm(1));
    EXPECT_EQ(urn.patients(), 2u);
    EXPECT_EQ(urn.class_ends(0).size(), 3u) << "two arms: none, one or two responses";
}

}  // namespace
}  // namespace twinarm::trial
