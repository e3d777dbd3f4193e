// The 22 equations against a second, plain writing of kernels/README.md.
#include <gtest/gtest.h>

#include <random>

#include "tests/kernels/model/plain_model.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

/// A leg with constant concentrations.
DrugLeg<double> constant_leg(const oracle::Levels& level) {
    DrugLeg<double> leg{};
    leg.present = {true, true, true};
    leg.aldesleukin.at_rest = level.L0;
    leg.nktr214.rest_one = level.L1;
    leg.nktr214.rest_two = level.L2;
    leg.nivolumab.at_rest = level.Cn;
    return leg;
}

/// A state anywhere that a course may lead to, capacities and clamps included.
State<double> any_state(const Patient<double>& p, std::mt19937_64& random) {
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    State<double> y = untreated(p.tumour);
    for (const int i : {circulating, surface_receptor, cd25_induction, cd8_signal, treg_signal, tumour_signal,
                        tachyphylaxis, chronic_signal, leak})
        y[i] = between(0.001, 1);
    for (const int i : {cd8, nk, treg, other_lymphocytes, tumour_treg}) y[i] = between(0.1, 10);
    y[tumour_cd8] = between(0.01, 20);
    y[bystander_cd8] = between(0, 5);
    y[memory] = between(0, 3);
    y[adaptive_pdl1] = between(0.01, 6);
    y[log_sensitive] = between(-6, 6.5);
    y[log_resistant] = between(-6, 6.5);
    return y;
}

/// A patient in whom every rival explanation of kernels/README.md acts.
Patient<double> patient_with_all_rivals(std::uint64_t number, std::mt19937_64& random) {
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    Patient<double> p = reference::reference_patient(number);
    p.tumour.crowding = between(-0.5, 0.5);
    p.tumour.chronic_exhaustion = between(-2, 2);
    p.tumour.treg_of_blood = between(0, 1);
    p.tumour.unmatched_killing = between(0, 1.2);  // on both sides of its cap
    p.lymphocytes.tachyphylaxis_rate = between(0, 0.1);
    p.receptors.tumour_il2 = between(0, 1.5);
    p.receptors.tumour_conjugates = between(0, 1.5);
    p.survival.later_therapy = between(0.3, 2);
    return p;
}

// Each slope is a sum of at most six terms of at most 2/h, which two programs round differently: 1e-14 is
// some fifty roundings, or 1e-12 of a slope above 0.01/h.
TEST(Equations, AgreeWithAPlainWritingOfThemInAThousandPatients) {
    std::mt19937_64 random(1);
    for (int n = 0; n < 1000; ++n) {
        const Patient<double> p = patient_with_all_rivals(std::uint64_t(n), random);
        const State<double> y = any_state(p, random);
        const auto level = [&](double low, double high) {
            return std::pow(10, std::uniform_real_distribution<double>(low, high)(random));
        };
        const oracle::Levels levels{level(-6, 2), level(-5, 2), level(-5, 2), level(-3, 3)};
        const double start = level(0, 5), elapsed = level(-2, 3);
        const State<double> ours =
            slopes(p, patient_constants(p), constant_leg(levels), {1.0, 1.0}, start, elapsed, y);
        const State<double> expected = oracle::plain_slopes(p, levels, start + elapsed, y);
        for (int i = 0; i < state_count; ++i)
            ASSERT_NEAR(ours[i], expected[i], 1e-12 * std::max(1e-2, std::abs(expected[i])))
                << state_table[i].name << " of patient " << n;
    }
}

TEST(Equations, InitialConditionsAreThoseOfRest) {
    const Patient<double> p = reference::typical_patient();
    const State<double> y = untreated(p.tumour);
    for (const int i : {cd25_induction, cd8_signal, treg_signal, tumour_signal, tachyphylaxis, chronic_signal,
                        bystander_cd8, memory, leak, new_lesion_hazard, death_hazard})
        EXPECT_EQ(y[i], 0) << state_table[i].name;
    for (const int i : {circulating, surface_receptor, cd8, nk, treg, other_lymphocytes, tumour_cd8,
                        tumour_treg, adaptive_pdl1})
        EXPECT_EQ(y[i], 1) << state_table[i].name;
    EXPECT_NEAR(std::exp(y[log_sensitive]), 0.7 * 80, 80 * 1e-14);
    EXPECT_NEAR(std::exp(y[log_resistant]), 0.3 * 80, 80 * 1e-14);
}

TEST(Equations, AnEradicatedCloneWeighsNothingAndDoesNotMove) {
    const Patient<double> p = reference::typical_patient();
    const State<double> y = untreated(p.tumour);
    const DrugLeg<double> leg = constant_leg({5, 0, 0, 50});
    const State<double> slope = slopes(p, patient_constants(p), leg, {0.0, 1.0}, 1e6, 0.0, y);
    EXPECT_EQ(slope[log_sensitive], 0);
    EXPECT_NE(slope[log_resistant], 0);
    // The resistant 30% of 80 mm are left, of a tumour that grows at the reference, long after entry.
    EXPECT_DOUBLE_EQ(slope[death_hazard], 2e-5 * std::pow(0.3, 1.1));
}

TEST(Equations, WithoutTumourEveryDerivativeIsFinite) {
    const Patient<double> p = reference::typical_patient();
    const State<double> slope = slopes(p, patient_constants(p), constant_leg({5, 1, 1, 50}), {0.0, 0.0}, 0.0,
                                       0.0, untreated(p.tumour));
    for (const double value : slope.value) EXPECT_TRUE(std::isfinite(value));
}

TEST(HypotensionGrade, IsTheNumberOfThresholdsThatLeakExceeds) {
    Toxicity<double> p = reference::typical_patient().toxicity;  // 0.27, 0.4, 0.54, 0.75
    EXPECT_EQ(hypotension_grade(p, 0.27), 0);
    EXPECT_EQ(hypotension_grade(p, 0.2700001), 1);
    EXPECT_EQ(hypotension_grade(p, 0.41), 2);
    EXPECT_EQ(hypotension_grade(p, 0.55), 3);
    EXPECT_EQ(hypotension_grade(p, 0.76), 4);
    p.hypotension_resistance = 2;
    EXPECT_EQ(hypotension_grade(p, 0.55), 1);
    EXPECT_EQ(hypotension_grade(p, 0.54), 0);
}

TEST(LymphocyteFold, IsTheCirculatingShareOfTheWeightedPools) {
    const Lymphocytes<double> p = reference::typical_patient().lymphocytes;
    State<double> y{};
    y[circulating] = 0.5;
    y[cd8] = 2, y[nk] = 3, y[treg] = 4, y[other_lymphocytes] = 1;
    EXPECT_DOUBLE_EQ(lymphocyte_fold(p, lymphocyte_constants(p), [&](int i) { return y[i]; }),
                     0.5 * (0.45 * 2 + 0.2 * 3 + 0.05 * 4 + 0.9) / 1.6);
}

}  // namespace
}  // namespace twinarm
