// The four arms of a decision.
#include "host/study/decision_arms.hpp"

#include <gtest/gtest.h>

#include <set>

namespace twinarm::study {
namespace {

/// Arm 0: NKTR-214 (dose 2) + nivolumab (dose 360); arm 1: nivolumab.
cohort::Cohort combination() {
    cohort::Cohort made;
    made.study.arm_count = 2;
    Arm& with = made.study.arms[0];
    with.tag = 7;
    with.regimen_count = 2;
    with.regimens[0].drug = Drug::nktr214;
    with.regimens[0].dose = 2;
    with.regimens[1].drug = Drug::nivolumab;
    with.regimens[1].dose = 360;
    Arm& without = made.study.arms[1];
    without.tag = 8;
    without.regimen_count = 1;
    without.regimens[0] = with.regimens[1];
    made.study.scans[0].count = 5;
    made.study.scans[1].count = 6;
    return made;
}

TEST(DecisionArms, TheAddedDrugIsTheOneThatOnlyTheArmGives) {
    EXPECT_EQ(added_drugs(combination(), 0, 1), "NKTR-214");
    EXPECT_EQ(added_drugs(combination(), 1, 0), "");
}

TEST(DecisionArms, InertLeavesTheAddedDrugOutAndTwiceDoublesItAlone) {
    const Study made = decision_study(combination().study, 0, 1);
    ASSERT_EQ(made.arm_count, decision_arm_count);
    ASSERT_EQ(made.arms[inert_place].regimen_count, 1);
    EXPECT_EQ(made.arms[inert_place].regimens[0].drug, Drug::nivolumab);
    EXPECT_EQ(made.arms[calibrated_place].regimens[0].dose, 2);
    EXPECT_EQ(made.arms[twice_place].regimens[0].dose, 4);
    EXPECT_EQ(made.arms[twice_place].regimens[1].dose, 360);
    EXPECT_EQ(made.arms[against_place].regimen_count, 1);
}

/// Regimens that start after a stop keep their partner, or go with it.
TEST(DecisionArms, WhatWaitsForTheStopOfADrugThatIsLeftOutGoesWithIt) {
    cohort::Cohort made = combination();
    Arm& with = made.study.arms[0];
    with.regimen_count = 4;
    with.regimens[2] = with.regimens[3] = with.regimens[1];
    with.regimens[2].start = with.regimens[3].start = RegimenStart::stop;
    with.regimens[2].start_after = 1;
    with.regimens[3].start_after = 0;
    const Arm inert = decision_study(made.study, 0, 1).arms[inert_place];
    ASSERT_EQ(inert.regimen_count, 2);
    EXPECT_EQ(inert.regimens[1].start, RegimenStart::stop);
    EXPECT_EQ(inert.regimens[1].start_after, 0);
}

TEST(DecisionArms, EachIsSeenAtItsArmsScansAndOnlyTheInertByTheReadersOfAnother) {
    const Study made = decision_study(combination().study, 0, 1);
    std::set<std::uint32_t> tags;
    for (int place = 0; place < decision_arm_count; ++place) {
        tags.insert(made.arms[place].tag);
        EXPECT_EQ(made.scans[place].count, place == against_place ? 6 : 5);
        EXPECT_LT(made.arms[place].tag, 1u << 24);  // of reader_draw
    }
    EXPECT_EQ(tags.size(), 3u);
    EXPECT_EQ(made.arms[inert_place].tag, 8u);
    EXPECT_EQ(made.arms[calibrated_place].tag, 7u);
}

}  // namespace
}  // namespace twinarm::study
