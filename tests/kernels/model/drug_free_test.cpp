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

TEST(DrugFree, EveryStateButTheTumourIsAtRest) {
    for (std::uint64_t n = 0; n < patients; ++n) {
        const Patient<double> p = reference::reference_patient(n);
        const State<double> slope =
            slopes(p, patient_constants(p), DrugLeg<double>{}, {1.0, 1.0}, 0.0, untreated(p.tumour));
        for (int i = 0; i < state_count; ++i)
            ASSERT_LT(moves(i) ? 0 : std::abs(slope[i]), 1e-12) << "state " << i << " of patient " << n;
    }
}

// kill and k_0 are the same expression of the same numbers but for 1 + z G and 1 - H, a few roundings of a
// rate of at most k_max = 0.012/h: 1e-16.
TEST(DrugFree, BothClonesGrowAtTheGrowthRateOfDayZero) {
    for (std::uint64_t n = 0; n < patients; ++n) {
        const Patient<double> p = reference::reference_patient(n);
        const State<double> slope =
            slopes(p, patient_constants(p), DrugLeg<double>{}, {1.0, 1.0}, 0.0, untreated(p.tumour));
        const double rate = p.tumour.growth_rate / 24;
        ASSERT_NEAR(slope[log_sensitive], rate, 1e-13 * rate + 1e-16) << n;
        ASSERT_NEAR(slope[log_resistant], rate, 1e-13 * rate + 1e-16) << n;
        ASSERT_NEAR(slope[new_lesion_hazard], 4e-4 * rate / 8.75e-5, 1e-11 * rate + 1e-15) << n;
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

// Functional T cells follow the tumour, up to + 0.15 in a year. They follow because
// w = y / (y + 5) (y0 + 5) / y0 grows with y; as w <= (y0 + 5) / y0 and the priming is 0.02/h of at most
// ag (w - 1), small tumours move most.
TEST(DrugFree, AYearMovesOnlyTheTumourAndWhatFollowsIt) {
    for (std::uint64_t n = 0; n < 60; ++n) {
        const CourseLog log = drug_free_year(n);
        ASSERT_EQ(log.outcome.status, Status::ok);
        for (const CoursePoint& point : log.points) {
            for (const int i : {circulating, surface_receptor, cd8, nk, treg, other_lymphocytes, tumour_treg,
                                eosinophil_precursor, eosinophils, soluble_cd25})
                ASSERT_NEAR(point.state[i], 1, 1e-12) << i;
            for (const int i :
                 {cd25_induction, cd8_signal, nk_signal, treg_signal, tumour_signal, leak, hypotension})
                ASSERT_EQ(point.state[i], 0) << i;
            ASSERT_LT(point.state[memory], 1e-12);
            ASSERT_GE(point.state[tumour_cd8], 1 - 10 * SolverSettings{}.relative_tolerance)
                << n;  // of many steps
            ASSERT_LE(point.state[tumour_cd8], 1.15) << n;
            ASSERT_NEAR(point.lymphocytes, 1, 1e-12) << n;
        }
    }
}

// d ln y / dt = g_0 lg + k_0 - kill with lg <= 1 and, as functional cells only rise, kill >= k_0: never
// faster than exponential at g_0.
TEST(DrugFree, ATumourGrowsInAYearNoFasterThanAtItsRateOfDayZero) {
    for (std::uint64_t n = 0; n < 60; ++n) {
        const CourseLog log = drug_free_year(n);
        const Patient<double> p = reference::reference_patient(n);
        for (const CoursePoint& point : log.points) {
            const double bound = p.tumour.baseline_sld * std::exp(p.tumour.growth_rate / 24 * point.time_h);
            ASSERT_LE(point.sld_mm, bound * (1 + 1e-5)) << n;
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
