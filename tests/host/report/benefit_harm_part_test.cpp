// Benefit against harm, from the shares and counts of a stored summary.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "host/report/chart_parts.hpp"

namespace twinarm::report {
namespace {

std::vector<store::StoredArm> one_arm(std::uint64_t responders, std::uint64_t completed, double grade3,
                                      double grade4) {
    store::StoredArm arm;
    arm.responders = responders;
    arm.completed = completed;
    arm.hypotension = {1 - grade3 - grade4, 0.0, 0.0, grade3, grade4, 0.0};
    arm.orr_trial.n = 20;
    return {arm};
}

TEST(BenefitHarm, AddsTheGradesFromThree) {
    EXPECT_EQ(benefit_harm_part(one_arm(4, 40, 0.25, 0.05))[0]["severe"], 0.3);
}

// Exact limits of 0 of 10: 0 to 1 - 0.025^(1/10) = 0.3085 (Clopper & Pearson 1934).
TEST(BenefitHarm, HasExactLimits) {
    const store::Json arm = benefit_harm_part(one_arm(0, 10, 0.0, 0.0))[0];
    for (const char* limits : {"orr_limits", "severe_limits"}) {
        EXPECT_EQ(arm[limits][0], 0);
        EXPECT_NEAR(arm[limits][1].get<double>(), 1 - std::pow(0.025, 0.1), 1e-12);
    }
}

// Binomial, n = 20, p = 0.5: P(X <= 5) = 0.0207, P(X <= 6) = 0.0577; P(X <= 13) = 0.942, P(X <= 14) = 0.979.
TEST(BenefitHarm, SaysWhatTrialsOfTheArmsSizeSee) {
    EXPECT_EQ(benefit_harm_part(one_arm(4, 40, 0.5, 0.0))[0]["severe_in_trials"],
              store::Json::parse("[0.3, 0.7]"));
}

TEST(BenefitHarm, WhereNobodyHasItNoRangeOfTrialsIsKnown) {
    const store::Json arm = benefit_harm_part(one_arm(4, 40, 0.0, 0.0))[0];
    EXPECT_EQ(arm["severe_in_trials"], store::Json::parse("[null, null]"));
}

TEST(BenefitHarm, HasNothingOfAnArmThatNobodyCompleted) {
    std::vector<store::StoredArm> arms = one_arm(0, 0, 0, 0);
    arms[0].hypotension.fill(std::nullopt);
    EXPECT_TRUE(benefit_harm_part(arms)[0].is_null());
}

}  // namespace
}  // namespace twinarm::report
