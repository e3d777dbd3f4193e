// NKTR-214: the published reading of the cascade, its closed form against the ordinary differential
// equations.
#include "kernels/model/peg_release_pk.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/kernels/independent_solver.hpp"

namespace twinarm {
namespace {

constexpr double dose = 31.4;         // nmol
constexpr double infusion = 0.25;     // h
constexpr double il2_clearance = 16;  // L/h

PegRelease<double> kinetics(double last_chain_factor, double one_chain_elimination, double release = 0.03,
                            double elimination = 0.01) {
    return peg_release_kinetics(
        PegReleasePk<double>{release, last_chain_factor, elimination, one_chain_elimination, 4.5, 80, 1, 30,
                             100, 10, 30, 1, 6},
        80.0, il2_clearance);
}

/// All amounts `t` hours after a bolus.
PegAmounts<double> after_bolus(const PegRelease<double>& k, double t) {
    PegAmounts<double> amounts{};
    amounts[6] = dose;
    return carry(k, amounts, 0.0, t);
}

double active(const PegRelease<double>& k, double t) {
    const PegAmounts<double> a = after_bolus(k, t);
    return (a[1] + a[2]) / k.volume;
}
double conjugate(const PegRelease<double>& k, double t) {
    double sum = 0;
    for (int m = 1; m <= 6; ++m) sum += after_bolus(k, t)[m];
    return sum / k.volume;
}

/// Time of the largest value, to 0.01 h.
template <class Curve>
double time_of_maximum(const Curve& curve) {
    double best = 0;
    for (int i = 0; i < 20000; ++i)
        if (curve(0.01 * i) > curve(best)) best = 0.01 * i;
    return best;
}
template <class Curve>
double half_life(const Curve& curve, double from, double to) {
    return std::log(2) * (to - from) / std::log(curve(from) / curve(to));
}

// Where numbers are printed to n places the tolerance is half a unit of the last one.
TEST(PegRelease, HasThePublishedCourseOfActiveCytokine) {
    const PegRelease<double> k = kinetics(1, 0.01);
    const auto curve = [&](double t) { return active(k, t); };
    const double peak = time_of_maximum(curve);
    EXPECT_NEAR(peak, 41, 0.5);
    EXPECT_NEAR(active(k, peak), 2.93, 0.005);
    EXPECT_NEAR(half_life(curve, 96, 120), 18.9, 0.05);
}

TEST(PegRelease, HasThePublishedHalfLivesOfTheWholeConjugate) {
    const PegRelease<double> k = kinetics(1, 0.01);
    const auto curve = [&](double t) { return conjugate(k, t); };
    EXPECT_NEAR(half_life(curve, 48, 72), 24.7, 0.05);
    EXPECT_NEAR(half_life(curve, 96, 120), 18.7, 0.05);
}

TEST(PegRelease, HasThePublishedPeaksOfTheTwoAndTheOneChainConjugate) {
    const PegRelease<double> k = kinetics(1, 0.01);
    const auto two = [&](double t) { return after_bolus(k, t)[2] / k.volume; };
    const auto one = [&](double t) { return after_bolus(k, t)[1] / k.volume; };
    EXPECT_NEAR(time_of_maximum(two), 33, 0.5);
    EXPECT_NEAR(two(time_of_maximum(two)), 1.62, 0.005);
    EXPECT_NEAR(time_of_maximum(one), 52, 0.5);
    EXPECT_NEAR(one(time_of_maximum(one)), 1.61, 0.005);
}

TEST(PegRelease, HasThePublishedAreaUnderActiveCytokine) {
    const PegRelease<double> k = kinetics(1, 0.01);
    double area = 0;  // Simpson, 0.5 h against time constants of 5 h and more: error below 1e-6
    for (int i = 0; i < 1000; ++i) area += (active(k, i) + 4 * active(k, i + 0.5) + active(k, i + 1)) / 6;
    EXPECT_NEAR(area, 184, 0.5);
}

TEST(PegRelease, WithTheDefaultLastChainActiveCytokineHasAHalfLifeOfAboutTwentyHours) {
    const PegRelease<double> k = kinetics(0.1, 0.035);
    EXPECT_NEAR(k.one_chain_loss, 0.038, 1e-15);
    EXPECT_NEAR(half_life([&](double t) { return active(k, t); }, 96, 120), 19.7, 0.05);
}

TEST(PegRelease, WithOneLastChainLikeTheOthersIsTheBinomialFormula) {
    const PegRelease<double> k = kinetics(1, 0.01);
    for (const double t : {1.0, 20.0, 100.0}) {
        const double q = std::exp(-0.03 * t);
        const double binomial[7] = {1, 6, 15, 20, 15, 6, 1};
        for (int m = 1; m <= 6; ++m) {
            const double expected =
                dose * binomial[m] * std::pow(q, m) * std::pow(1 - q, 6 - m) * std::exp(-0.01 * t);
            // The one-chain amount is a sum of six terms up to 60 doses: 60 * 6 * 1e-16.
            EXPECT_NEAR(after_bolus(k, t)[m], expected, 5e-14 * dose) << m;
        }
    }
}

/// The equations of kernels/README.md, "NKTR-214"; compartment 0 collects free IL-2, compartment 7 what was
/// eliminated.
std::array<double, 8> integrated(const PegReleasePk<double>& drug, double input, double t,
                                 const std::array<double, 8>& start) {
    const auto slope = [&](double, const std::array<double, 8>& P) {
        std::array<double, 8> d{};
        d[std::size_t(drug.chains)] = input;
        for (std::size_t m = 6; m >= 1; --m) {
            const double r = m == 1 ? drug.last_chain_factor : 1;
            const double elimination = m == 1 ? drug.one_chain_elimination_rate : drug.elimination_rate;
            d[m] -= (double(m) * drug.release_rate * r + elimination) * P[m];
            d[m - 1] += double(m) * drug.release_rate * r * P[m];
            d[7] += elimination * P[m];
        }
        return d;
    };
    return oracle::solve<8>(slope, start, 0, t);
}

void expect_integration(double r_1, double k_el1, double tolerance, double chains = 6) {
    const PegReleasePk<double> drug{0.03, r_1, 0.01, k_el1, 4.5, 80, 1, 30, 100, 10, 30, 1, chains};
    const PegRelease<double> k = peg_release_kinetics(drug, 80.0, il2_clearance);
    const std::array<double, 8> start{0, 1, 2, 3, 4, 5, 6, 0};
    PegAmounts<double> amounts{};
    for (int m = 1; m <= 6; ++m) amounts[m] = start[std::size_t(m)];
    for (const double t : {0.25, 8.0, 24.0, 240.0}) {
        for (const double input : {0.0, 40.0}) {
            const std::array<double, 8> expected = integrated(drug, input, t, start);
            const PegAmounts<double> ours = carry(k, amounts, input, t);
            const ActiveConjugates<double> in_leg = value_at(peg_leg(k, amounts, input), t);
            double scale = 21;  // the amounts of which the closed form is made
            for (int m = 1; m <= 6; ++m) scale += peg_steady_state(k, input)[m];
            for (int m = 1; m <= 6; ++m)
                EXPECT_NEAR(ours[m], expected[std::size_t(m)], tolerance * scale)
                    << "m " << m << " t " << t << " r_1 " << r_1;
            EXPECT_NEAR(in_leg.one, expected[1], tolerance * scale);
            EXPECT_NEAR(in_leg.two, expected[2], tolerance * scale);
        }
    }
}

// Rounding: sums of terms up to 100 amounts, over gaps that are no smaller than 0.05 k_rel.
TEST(PegRelease, AgreesWithIntegrationForAnyLastChain) {
    for (const double r_1 : {0.02, 0.1, 0.5, 1.0})
        for (const double k_el1 : {0.005, 0.01, 0.035, 0.2}) expect_integration(r_1, k_el1, 1e-11);
}

TEST(PegRelease, AgreesWithIntegrationForAnyNumberOfChains) {
    for (const double chains : {2.0, 3.0, 4.0, 5.0}) expect_integration(0.1, 0.035, 1e-11, chains);
}

// The closed form divides by loss - k_el - m k_rel. Off a zero by 1e-7 k_rel it loses seven digits
// (1e7 * 100 * 1e-16 = 1e-7), and the nudge by 2e-7 k_rel moves the amount by at most
// max over t of 3e-7 k_rel t e^(-0.07 t) < 3e-7 of it.
TEST(PegRelease, OnAZeroOfItsDenominatorsStaysWithinAMillionth) {
    for (int m = 2; m <= 6; ++m) {
        const double k_el1 = 0.01 + m * 0.03 - 0.1 * 0.03;  // loss = k_el + m k_rel
        expect_integration(0.1, k_el1, 1e-6);
        expect_integration(0.1, k_el1 * (1 + 1e-9), 1e-6);
        expect_integration(0.1, k_el1 + 1.0001e-7 * 0.03, 1e-6);
        expect_integration(0.1, k_el1 - 1.0001e-7 * 0.03, 1e-6);
    }
}

TEST(PegRelease, DosesSuperpose) {
    const PegRelease<double> k = kinetics(0.1, 0.035);
    PegAmounts<double> first{}, both{};
    first = carry(k, first, dose / infusion, infusion);
    both = carry(k, first, 0.0, 504 - infusion);  // the second dose meets what is left of the first
    both = carry(k, both, dose / infusion, infusion);
    both = carry(k, both, 0.0, 30.0);
    const PegAmounts<double> old = carry(k, first, 0.0, 504 + 30.0), fresh = carry(k, first, 0.0, 30.0);
    for (int m = 1; m <= 6; ++m) EXPECT_NEAR(both[m], old[m] + fresh[m], 1e-12 * dose);
}

TEST(PegRelease, ManyLegsEqualOne) {
    const PegRelease<double> k = kinetics(0.1, 0.035);
    PegAmounts<double> legs{}, one{};
    legs[6] = one[6] = dose;
    for (int i = 0; i < 500; ++i) legs = carry(k, legs, 0.5, 1.0);
    one = carry(k, one, 0.5, 500.0);
    for (int m = 1; m <= 6; ++m) EXPECT_NEAR(legs[m], one[m], 500 * 1e-13 * dose);
}

// d(sum of conjugates)/dt = -(elimination of each) - (release of free IL-2), and nothing else.
TEST(PegRelease, OnlyEliminationAndReleaseLeaveTheBody) {
    const PegReleasePk<double> drug{0.03, 0.1, 0.01, 0.035, 4.5, 80, 1, 30, 100, 10, 30, 1, 6};
    const PegRelease<double> k = peg_release_kinetics(drug, 80.0, il2_clearance);
    double lost = 0;  // Simpson's rule: 0.25 h against 5 h
    const auto rate = [&](double t) {
        const PegAmounts<double> a = after_bolus(k, t);
        double sum = (drug.last_chain_factor * drug.release_rate + drug.one_chain_elimination_rate) * a[1];
        for (int m = 2; m <= 6; ++m) sum += k.elimination * a[m];
        return sum;
    };
    for (int i = 0; i < 400; ++i)
        lost += 0.5 * (rate(0.5 * i) + 4 * rate(0.5 * i + 0.25) + rate(0.5 * i + 0.5)) / 6;
    EXPECT_NEAR(lost + conjugate(k, 200) * k.volume, dose, 1e-7 * dose);
}

TEST(PegRelease, VolumeGrowsWithWeightAndEliminationDoesNot) {
    const PegReleasePk<double> drug{0.03, 0.1, 0.01, 0.035, 4.5, 80, 1, 30, 100, 10, 30, 1, 6};
    const PegRelease<double> heavy = peg_release_kinetics(drug, 120.0, il2_clearance);
    EXPECT_NEAR(heavy.volume, 6.75, 1e-13);
    EXPECT_EQ(heavy.elimination, 0.01);
}

}  // namespace
}  // namespace twinarm
