// Without drug every state but the tumour is at rest, and the tumour grows at its own rate.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/launch/simulate_course.hpp"
#include "kernels/model/physiology.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

constexpr int patients = 2000;

bool moves(int state) {
    return state == log_sensitive || state == log_resistant || state == new_lesion_hazard ||
           state == death_hazard;
}

State<double> slopes_at_rest(const Patient<double>& p) {
    return slopes(p, patient_constants(p), DrugLeg<double>{}, {1.0, 1.0}, 0.0, 0.0, untreated(p.tumour));
}

// Killing of baseline is formed in two ways: E and I may move by its rounding. Everything else rests to the
// bit.
TEST(DrugFree, EveryStateButTheTumourIsAtRest) {
    for (std::uint64_t n = 0; n < patients; ++n) {
        const State<double> slope = slopes_at_rest(reference::reference_patient(n));
        for (int i = 0; i < state_count; ++i) {
            if (moves(i)) continue;
            const double rounding = i == tumour_cd8 || i == adaptive_pdl1 ? 1e-16 : 0;
            ASSERT_LE(std::abs(slope[i]), rounding) << state_table[i].name << " of patient " << n;
        }
    }
}

// kill and k_0 are the same expression of the same numbers but for 1 + z G and 1 - H, a few roundings of a
// rate of at most k_max = 0.011/h: 1e-16.
TEST(DrugFree, AClonesGrowthOfDayZeroIsWhatKillingLeavesOfIt) {
    int shrinking = 0;
    for (std::uint64_t n = 0; n < patients; ++n) {
        const Patient<double> p = reference::reference_patient(n);
        const TumourImmune<double>& t = p.tumour;
        const State<double> slope = slopes_at_rest(p);
        const double growth = t.growth_rate / 24, k_0 = 1 / (1 / t.killing + 1 / t.killing_limit);
        const double unmatched = std::min(t.unmatched_killing, 0.9) * k_0;
        ASSERT_NEAR(slope[log_sensitive], growth - unmatched, 1e-13 * growth + 1e-16) << n;
        ASSERT_NEAR(slope[log_resistant], growth - t.resistant_sensitivity * unmatched,
                    1e-13 * growth + 1e-16)
            << n;
        shrinking += slope[log_sensitive] < 0;
    }
    EXPECT_GT(shrinking, patients / 20);  // of patients in whom T cells hold the tumour
}

TEST(DrugFree, WhereGrowthMakesUpForAllKillingBothClonesGrowAtTheGrowthRate) {
    for (std::uint64_t n = 0; n < patients; ++n) {
        Patient<double> p = reference::reference_patient(n);
        p.tumour.unmatched_killing = 0;
        const State<double> slope = slopes_at_rest(p);
        const double rate = p.tumour.growth_rate / 24;
        ASSERT_NEAR(slope[log_sensitive], rate, 1e-13 * rate + 1e-16) << n;
        ASSERT_NEAR(slope[log_resistant], rate, 1e-13 * rate + 1e-16) << n;
        ASSERT_NEAR(slope[new_lesion_hazard], 2e-4 * rate / 8.75e-5 + 5e-5, 1e-11 * rate + 1e-15) << n;
    }
}

/// A year without drug; the patient cannot die.
CourseLog drug_free_year(std::uint64_t patient) {
    Study study = reference::study_without_arms(reference::reference_population(), 365 * reference::day);
    reference::fix(study, "survival.death_rate", 0);
    reference::add_arm(study, reference::arm_of(1, {}));
    study.solver.relative_tolerance = 1e-6;
    return simulate_course(study, patient, 0);
}

// T cells follow the antigen of the tumour: up in one that grows, down in one that they shrink.
TEST(DrugFree, AYearMovesOnlyTheTumourAndTheTCellsThatItsAntigenKeeps) {
    for (std::uint64_t n = 0; n < 60; ++n) {
        const CourseLog log = drug_free_year(n);
        ASSERT_EQ(log.outcome.status, Status::ok);
        for (const CoursePoint& point : log.points) {
            for (const int i : {circulating, surface_receptor, cd8, nk, treg, other_lymphocytes, tumour_treg})
                ASSERT_EQ(point.state[i], 1) << state_table[i].name;
            for (const int i : {cd25_induction, cd8_signal, treg_signal, tumour_signal, tachyphylaxis,
                                chronic_signal, bystander_cd8, leak})
                ASSERT_EQ(point.state[i], 0) << state_table[i].name;
            ASSERT_EQ(point.state[memory], 0);
            ASSERT_GT(point.state[tumour_cd8], 0) << n;
            ASSERT_NEAR(point.lymphocytes, 1, 1e-15) << n;
            ASSERT_EQ(point.eosinophils, 1);
            ASSERT_EQ(point.soluble_cd25, 1);
            ASSERT_EQ(point.hypotension_grade, 0);
        }
    }
}

// d ln y / dt = g_0 lg + w k_0 - kill with lg <= 1.3, w <= 1 and kill >= 0: never faster than exponential at
// 1.3 g_0 + k_0.
TEST(DrugFree, ATumourGrowsInAYearNoFasterThanItsGrowthRateAllows) {
    for (std::uint64_t n = 0; n < 60; ++n) {
        const CourseLog log = drug_free_year(n);
        const TumourImmune<double> t = reference::reference_patient(n).tumour;
        const double k_0 = 1 / (1 / t.killing + 1 / t.killing_limit);
        for (const CoursePoint& point : log.points) {
            const double rate = 1.3 * t.growth_rate / 24 + k_0;
            ASSERT_LE(point.sld_mm, t.baseline_sld * std::exp(rate * point.time_h) * (1 + 1e-5)) << n;
        }
    }
}

TEST(DrugFree, TheUntreatedTypicalTumourGrowsLikeGompertz) {
    Study study = reference::study_without_arms(reference::typical_population(), 364 * reference::day);
    reference::fix(study, "survival.death_rate", 0);
    reference::fix(study, "tumour.killing", 1e-12);  // growth alone
    reference::add_arm(study, reference::arm_of(1, {}));
    const CourseLog log = simulate_course(study, 0, 0);
    // ln(600 / y) falls at the rate g_0 / ln(600 / y_0).
    const double a = std::log(600.0 / 80);
    const double expected = 600 * std::exp(-a * std::exp(-0.0021 / a * 364));
    EXPECT_NEAR(log.points.back().sld_mm, expected, 1e-5 * expected);
}

}  // namespace
}  // namespace twinarm
