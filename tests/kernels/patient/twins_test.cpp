// The same patient in several arms: what is shared, what is not, and what never depends on the arms beside.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "kernels/launch/simulate.hpp"
#include "kernels/launch/simulate_course.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

constexpr int patients = 40;

std::vector<Outcome> simulate(const Study& study, int count = patients) {
    std::vector<Outcome> outcomes(std::size_t(count) * std::size_t(study.arm_count));
    simulate_on_cpu(study, 0, std::uint64_t(count), outcomes.data());
    return outcomes;
}

TEST(Twins, HaveTheSamePhysiologyInEveryArm) {
    const Study study = reference_study(3 * week);
    for (std::uint64_t n = 0; n < 5; ++n) {
        const std::vector<double> first = simulate_course(study, n, 0).parameters;
        ASSERT_EQ(first.size(), std::size_t(parameter_count));
        for (int arm = 1; arm < study.arm_count; ++arm)
            EXPECT_EQ(simulate_course(study, n, arm).parameters, first);
    }
}

TEST(Twins, HaveTheSameTrueBaseline) {
    const Study study = reference_study(3 * week);
    const std::vector<Outcome> outcomes = simulate(study);
    for (std::size_t k = 0; k < outcomes.size(); ++k)
        EXPECT_EQ(outcomes[k].true_sld_mm[0], outcomes[k - k % 5].true_sld_mm[0]);
}

// Two arms without drug differ in nothing but their readers.
TEST(Twins, DieAndGrowNewLesionsAtTheSameTimeInTwoArmsWithoutDrug) {
    Study study = study_without_arms(reference_population(), 156 * week);
    study.response.reader_log_sd = 0.04;
    add_arm(study, arm_of(1, {}));
    add_arm(study, arm_of(2, {}));
    study.response.dropout_per_h = 1e-5;
    const std::vector<Outcome> outcomes = simulate(study);
    int deaths = 0, lesions = 0;
    for (std::size_t k = 0; k < outcomes.size(); k += 2) {
        // A scan more or less changes the legs, so that a crossing agrees to the solver's tolerance only.
        EXPECT_NEAR(outcomes[k].os_h, outcomes[k + 1].os_h, 1e-5 * outcomes[k].os_h);
        EXPECT_EQ(outcomes[k].os_event, outcomes[k + 1].os_event);
        deaths += outcomes[k].os_event;
        EXPECT_NEAR(outcomes[k].new_lesion_h, outcomes[k + 1].new_lesion_h, 1e-3 * outcomes[k].os_h);
        lesions += outcomes[k].new_lesion_h >= 0;
        EXPECT_NE(outcomes[k].baseline_sld_mm, outcomes[k + 1].baseline_sld_mm);
    }
    EXPECT_GT(deaths, 5);
    EXPECT_GT(lesions, 5);
}

TEST(Twins, TheOrderOfTheArmsDoesNotMatter) {
    const Study study = reference_study(26 * week);
    Study turned = study;
    const int place[5] = {3, 0, 4, 1, 2};  // where each arm has gone
    for (int arm = 0; arm < 5; ++arm) {
        turned.arms[place[arm]] = study.arms[arm];
        turned.scans[place[arm]] = study.scans[arm];
    }
    const std::vector<Outcome> before = simulate(study, 10), after = simulate(turned, 10);
    for (std::size_t n = 0; n < 10; ++n) {
        for (std::size_t arm = 0; arm < 5; ++arm) {
            Outcome moved = after[5 * n + std::size_t(place[arm])];
            EXPECT_EQ(moved.arm, place[arm]);
            moved.arm = int(arm);
            EXPECT_EQ(std::memcmp(&moved, &before[5 * n + arm], sizeof moved), 0);
        }
    }
}

TEST(Twins, AnArmIsTheSameAloneAndBesideOthers) {
    const Study study = reference_study(26 * week);
    Study alone = study;
    alone.arm_count = 1;
    alone.arms[0] = study.arms[3];
    alone.scans[0] = study.scans[3];
    const std::vector<Outcome> all = simulate(study, 10), one = simulate(alone, 10);
    for (std::size_t n = 0; n < 10; ++n) {
        Outcome twin = all[5 * n + 3];
        twin.arm = 0;
        EXPECT_EQ(std::memcmp(&twin, &one[n], sizeof twin), 0);
    }
}

TEST(ZeroDose, AnArmOfDosesOfZeroIsAnArmWithoutDrug) {
    Study study = study_without_arms(reference_population(), 26 * week);
    fix(study, "survival.death_rate", 0);
    study.solver.relative_tolerance = 1e-6;
    Regimen nothing = plain_high_dose_il2();
    nothing.dose = 0;
    add_arm(study, arm_of(1, {nothing}));
    add_arm(study, arm_of(1, {}));
    for (std::uint64_t n = 0; n < 5; ++n) {
        const CourseLog zero = simulate_course(study, n, 0), none = simulate_course(study, n, 1);
        EXPECT_EQ(zero.outcome.doses_given[0], 28 + 28 + 14);  // days 0, 84 and 168 of 182
        EXPECT_EQ(zero.outcome.response, none.outcome.response);
        EXPECT_EQ(zero.outcome.worst_leak, 0);
        ASSERT_EQ(zero.outcome.scans, none.outcome.scans);
        for (int i = 0; i < zero.outcome.scans; ++i)
            EXPECT_NEAR(zero.outcome.true_sld_mm[i] / none.outcome.true_sld_mm[i], 1, 1e-5);
    }
}

TEST(ZeroDose, AnUntreatedTumourGrowsAtItsOwnRate) {
    Study study = study_without_arms(reference_population(), 6 * week);
    fix(study, "tumour.unmatched_killing", 0);
    add_arm(study, arm_of(1, {}), week);
    for (std::uint64_t n = 0; n < 20; ++n) {
        const CourseLog log = simulate_course(study, n, 0);
        const Patient<double> p = reference_patient(n);
        // In a week ln(600 / y) falls by less than g_0 7 d, which slows growth by that over ln(600 / y_0); E
        // follows the tumour by less than 1%.
        const double expected = p.tumour.growth_rate * 7;
        const double found = std::log(log.outcome.true_sld_mm[1] / log.outcome.true_sld_mm[0]);
        const double slowed = expected / std::log(600 / p.tumour.baseline_sld);
        EXPECT_LE(found, expected * (1 + 1e-6) + 1e-6) << n;
        EXPECT_GE(found, expected * (1 - slowed) - 1e-3 * expected - 1e-5) << n;
    }
}

}  // namespace
}  // namespace twinarm
