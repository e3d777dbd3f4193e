// Nivolumab: covariates of Bajaj 2017, the time course of clearance, and what it costs to hold clearance
// constant from dose to dose.
#include "kernels/model/nivolumab_pk.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "kernels/patient/drugs.hpp"
#include "tests/kernels/independent_solver.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

double clearance_of(const TwoCompartment<double>& k) {
    return k.k10 * k.volume;
}

TEST(Nivolumab, TheReferenceIsAWomanOfEightyKilogramsBeforeTreatment) {
    const Patient<double> p = reference::typical_patient();
    const TwoCompartment<double> k = nivolumab_kinetics(p.nivolumab, p.covariates, 0.0);
    EXPECT_NEAR(clearance_of(k), 0.0094, 1e-15);
    EXPECT_NEAR(k.volume, 3.63, 1e-14);
    EXPECT_NEAR(k.k12 * k.volume, 0.0321, 1e-15);
    EXPECT_NEAR(k.k12 / k.k21 * k.volume, 2.78, 1e-14);
}

TEST(Nivolumab, ManEcogAndWeightChangeClearanceAndVolumeAsPublished) {
    Patient<double> p = reference::typical_patient();
    const auto kinetics = [&] { return nivolumab_kinetics(p.nivolumab, p.covariates, 0.0); };
    p.covariates.male = 1;
    EXPECT_NEAR(clearance_of(kinetics()), 0.0094 * std::exp(0.165), 1e-15);
    EXPECT_NEAR(kinetics().volume, 3.63 * std::exp(0.152), 1e-13);
    p.covariates.ecog = 1;
    EXPECT_NEAR(clearance_of(kinetics()), 0.0094 * std::exp(0.165 + 0.172), 1e-15);
    EXPECT_NEAR(kinetics().volume, 3.63 * std::exp(0.152), 1e-13);
    p.covariates.weight = 100;
    EXPECT_NEAR(clearance_of(kinetics()), 0.0094 * std::exp(0.337) * std::pow(1.25, 0.566), 1e-15);
    EXPECT_NEAR(kinetics().volume, 3.63 * std::exp(0.152) * std::pow(1.25, 0.597), 1e-13);
}

TEST(Nivolumab, ClearanceFallsByAQuarterOnAHillCurveOfTime) {
    const Patient<double> p = reference::typical_patient();
    const auto factor = [&](double t) {
        return clearance_of(nivolumab_kinetics(p.nivolumab, p.covariates, t)) / 0.0094;
    };
    EXPECT_NEAR(factor(1410), std::exp(-0.295 / 2), 1e-14);
    const double hill = std::pow(2000, 3.15) / (std::pow(1410, 3.15) + std::pow(2000, 3.15));
    EXPECT_NEAR(factor(2000), std::exp(-0.295 * hill), 1e-14);
    EXPECT_NEAR(factor(1e6), std::exp(-0.295), 1e-8);
}

TEST(Nivolumab, OccupancyOfPd1IsHalfAtItsConstantAndZeroWithoutDrug) {
    EXPECT_EQ(pd1_occupancy(0.0, 0.6), 0);
    EXPECT_DOUBLE_EQ(pd1_occupancy(0.6, 0.6), 0.5);
    EXPECT_LT(pd1_occupancy(1e6, 0.6), 1);
}

struct Comparison {
    double concentration = 0;  ///< largest relative error of the concentration
    double occupancy = 0;      ///< largest error of PD-1 occupancy
};

/// Clearance held from dose to dose, as the engine does, against clearance that falls continuously: twice a
/// day of a year, with doses every three weeks up to `last_dose_min`.
Comparison compare(const Patient<double>& p, int last_dose_min) {
    const Arm arm = reference::arm_of(1, {reference::nivolumab()});
    const int interval = arm.regimens[0].course_interval_min, infusion = arm.regimens[0].infusion_min;
    Drugs<double> drugs = no_drugs(p);
    std::array<double, 2> exact{0, 0};
    Comparison worst;
    int next = 0;
    for (int now = 0; now < 365 * reference::day; now = next) {
        renew_kinetics(drugs, p, now);
        const bool dose = now % interval == 0 && now <= last_dose_min;
        if (dose) start_infusion(drugs, arm, 0, now, p);
        if (drugs.infusion_ends_min[0] == now) drugs.infusion[0] = 0;
        next = dose ? now + infusion : (now / 720 + 1) * 720;
        const double input = drugs.infusion[0];
        carry_drugs(drugs, arm, (next - now) / 60.0);
        const auto slope = [&](double t, const std::array<double, 2>& a) {
            const TwoCompartment<double> k = nivolumab_kinetics(p.nivolumab, p.covariates, t);
            return std::array<double, 2>{input - (k.k10 + k.k12) * a[0] + k.k21 * a[1],
                                         k.k12 * a[0] - k.k21 * a[1]};
        };
        exact = oracle::solve<2>(slope, exact, now / 60.0, next / 60.0, 1e-11);
        const double volume = drugs.nivolumab.kinetics.volume, half = p.nivolumab.half_occupancy;
        const double ours = drugs.nivolumab.amounts.central / volume, theirs = exact[0] / volume;
        if (theirs < 1e-3 * half) break;  // the drug has gone
        worst.concentration = std::max(worst.concentration, std::abs(ours / theirs - 1));
        worst.occupancy =
            std::max(worst.occupancy, std::abs(pd1_occupancy(ours, half) - pd1_occupancy(theirs, half)));
    }
    return worst;
}
/// ln CL moves by at most 1.1 |Emax| n / (4 T50) a hour (1.1: the steepest point of a Hill curve lies before
/// T50). Held at the middle of an interval of 2 h, it is wrong by that times the distance to the middle,
/// which sums up to h^2 / 2 from the middle to either end, and less than k10 of the drug leaves a hour.
double bound(const Patient<double>& p) {
    const NivolumabPk<double>& drug = p.nivolumab;
    const double steepest = 1.1 * std::abs(drug.clearance_change) * drug.clearance_change_shape /
                            (4 * drug.clearance_change_half_time);
    const double half_interval = 252;
    return nivolumab_kinetics(drug, p.covariates, 0.0).k10 * steepest * half_interval * half_interval / 2;
}

TEST(Nivolumab, ClearanceHeldFromDoseToDoseCostsTheTypicalPatientLessThanOnePercentOfConcentration) {
    const Comparison year = compare(reference::typical_patient(), 1 << 30);
    EXPECT_LT(year.concentration, 0.01);
    EXPECT_LT(year.occupancy, 1e-4);
}

TEST(Nivolumab, ClearanceHeldFromDoseToDoseCostsNobodyMoreThanTheBound) {
    for (std::uint64_t n = 0; n < 10; ++n) {
        const Patient<double> p = reference::reference_patient(n);
        const Comparison year = compare(p, 1 << 30);
        EXPECT_LT(year.concentration, bound(p)) << n;
        EXPECT_LT(year.occupancy, bound(p) / 4) << n;  // d occupancy / d ln C <= 1/4
    }
}

TEST(Nivolumab, AfterTheLastDoseTheBoundStillHolds) {
    for (std::uint64_t n = 0; n < 10; ++n) {
        const Patient<double> p = reference::reference_patient(n);
        EXPECT_LT(compare(p, 6 * reference::week).concentration, bound(p)) << n;
        EXPECT_LT(compare(p, 0).concentration, bound(p)) << n;
    }
}

}  // namespace
}  // namespace twinarm
