// The order in which arms are begun on a GPU.
#include "kernels/launch/arm_order.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "kernels/launch/simulate.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

TEST(ArmOrder, CountsThePlannedInfusionsBeforeTheHorizon) {
    Study study = study_without_arms(reference_population(), 52 * week);
    add_arm(study, arm_of(1, {plain_high_dose_il2()}));  // 3 courses of 2 cycles of 14 doses
    add_arm(study, arm_of(2, {nktr214()}));              // weeks 0, 3, ..., 51
    add_arm(study, arm_of(3, {nktr214(), nivolumab()}));
    add_arm(study, arm_of(4, {}));
    EXPECT_EQ(planned_infusions(study, 0), 84);
    EXPECT_EQ(planned_infusions(study, 1), 18);
    EXPECT_EQ(planned_infusions(study, 2), 36);
    EXPECT_EQ(planned_infusions(study, 3), 0);
}

TEST(ArmOrder, ARegimenWhoseIntervalsAreZeroEndsTheCount) {
    Study study = study_without_arms(reference_population(), week);
    Regimen regimen = nivolumab();
    regimen.course_interval_min = 0;
    add_arm(study, arm_of(1, {regimen}));
    EXPECT_GT(planned_infusions(study, 0), 1000);
}

TEST(ArmOrder, PutsTheCostliestArmFirstAndKeepsTies) {
    Study study = study_without_arms(reference_population(), 52 * week);
    add_arm(study, arm_of(1, {}));
    add_arm(study, arm_of(2, {nktr214()}));
    add_arm(study, arm_of(3, {nivolumab()}));
    add_arm(study, arm_of(4, {high_dose_il2()}));
    const auto order = arms_by_cost(study);
    EXPECT_EQ(std::vector<int>(order.begin(), order.begin() + 4), (std::vector<int>{3, 1, 2, 0}));
}

TEST(ArmOrder, TheArmThatComesFirstTakesTheMostSteps) {
    const Study study = reference_study();
    constexpr std::uint64_t patients = 20;
    std::vector<Outcome> outcomes(patients * std::uint64_t(study.arm_count));
    simulate_on_cpu(study, 0, patients, outcomes.data());
    std::vector<double> steps(std::size_t(study.arm_count));
    for (const Outcome& o : outcomes) steps[std::size_t(o.arm)] += o.steps + o.rejected_steps;
    const auto order = arms_by_cost(study);
    for (int i = 1; i < study.arm_count; ++i)
        EXPECT_GE(steps[std::size_t(order[0])], steps[std::size_t(order[std::size_t(i)])]);
}

}  // namespace
}  // namespace twinarm
