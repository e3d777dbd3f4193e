// What the equations keep whatever the patient, the drugs and the state: ranges, balances, what never falls.
// One block for each file of kernels/model/, those of the tumour in tumour_invariants_test.cpp; the kinetics'
// mass balances stand beside their closed forms.
#include <gtest/gtest.h>

#include "tests/kernels/model/model_cases.hpp"

namespace twinarm {
namespace {

using namespace model_cases;

// At the end of a range the slope points inwards, so that an exact solution never leaves it; 1e-15 is the
// rounding of terms that cancel there.
TEST(Invariants, NoStateLeavesItsRange) {
    for_each_case([](Case one, std::uint64_t n) {
        const State<double> inside = one.y;
        for (const Range& range : ranges(one.p)) {
            one.y = inside;
            one.y[range.state] = range.low;
            ASSERT_GE(one.slope()[range.state], -1e-15) << "state " << range.state << " of patient " << n;
            if (range.high == endless) continue;
            one.y[range.state] = range.high;
            ASSERT_LE(one.slope()[range.state], 1e-15) << "state " << range.state << " of patient " << n;
        }
    });
}

// receptor_occupancy: shares of receptors, more with more ligand or receptors only up to all.
TEST(Invariants, OccupanciesAreShares) {
    for_each_case([](const Case& one, std::uint64_t n) {
        const Moment<double> now = moment_of_leg(one.p, patient_constants(one.p), one.drugs, one.time, 0.0);
        const Occupancy<double> o = occupancy_in(one.p, now, one.y);
        for (const double share : {o.cd8, o.nk, o.treg, o.tumour_t, o.endothelium, now.pd1_occupied}) {
            ASSERT_GT(share, 0) << n;
            ASSERT_LT(share, 1) << n;
        }
    });
}

// A share of the ligands reaches tumour T cells: with all of them they have the occupancy of plasma, to the
// bit, with none no occupancy, and with shares that of a plasma which holds as much.
TEST(Invariants, TumourTCellsSeeTheirShareOfTheDrug) {
    for_each_case([](Case one, std::uint64_t n) {
        const auto occupied = [&](double il2, double conjugates) {
            one.p.receptors.tumour_il2 = il2, one.p.receptors.tumour_conjugates = conjugates;
            return moment_of_leg(one.p, patient_constants(one.p), one.drugs, 0.0, 0.0).occupied.tumour_t;
        };
        const auto in_plasma = [&](double il2, double conjugates) {
            Ligands<double> l = drug_levels(one.drugs, 0.0).il2;
            l = {l.free * il2, l.one_chain * conjugates, l.two_chain * conjugates};
            const Receptors<double>& r = one.p.receptors;
            return occupancy(binding(l, patient_constants(one.p).binding), r.tumour_t_cd25,
                             minimum(r.tumour_t_cd122, r.tumour_t_cd132));
        };
        ASSERT_EQ(occupied(1, 1), in_plasma(1, 1)) << n;
        ASSERT_EQ(occupied(0, 0), 0) << n;
        ASSERT_NEAR(occupied(0.05, 0.7), in_plasma(0.05, 0.7), 1e-14) << n;
    });
}

// survival: cumulative hazards.
TEST(Invariants, HazardsNeverFall) {
    int shrinking = 0;
    for_each_case([&](const Case& one, std::uint64_t n) {
        const State<double> slope = one.slope();
        ASSERT_GE(slope[new_lesion_hazard], 0) << n;
        ASSERT_GT(slope[death_hazard], 0) << n;
        Case entering = one;
        entering.time = 0;
        ASSERT_EQ(entering.slope()[death_hazard], 0) << n;
        shrinking += slope[log_sensitive] < 0 && slope[log_resistant] < 0;
    });
    EXPECT_GT(shrinking, 50);
}

// New lesions come from tumour that is there.
TEST(Invariants, ANewLesionComesFromTumourThatIsThere) {
    Case one{reference::typical_patient(), {}, {}};
    const Survival<double>& s = one.p.survival;
    one.y = untreated(one.p.tumour);
    one.p.tumour.unmatched_killing = 0;
    one.p.tumour.growth_rate = 24 * s.reference_growth;  // the tumour of baseline grows at the reference
    EXPECT_NEAR(one.slope()[new_lesion_hazard], s.new_lesion_rate + s.new_lesion_base, 1e-15);
    one.p.tumour.growth_rate = 1e-30;
    EXPECT_NEAR(one.slope()[new_lesion_hazard], s.new_lesion_base, 1e-15);
    // Of a cleared tumour: 2 y / (y + y_0) at the least SLD.
    const State<double> cleared =
        slopes(one.p, patient_constants(one.p), one.drugs, {0.0, 0.0}, 0.0, 0.0, one.y);
    EXPECT_LT(cleared[new_lesion_hazard], 3e-5 * s.new_lesion_base);
}

TEST(Invariants, LongAfterEntryTheHazardOfDeathIsAPowerOfTheSizeAndOfGrowth) {
    Case one{reference::typical_patient(), {}, {}};
    one.y = untreated(one.p.tumour);
    Survival<double>& s = one.p.survival;
    one.y[log_sensitive] = std::log(100.0), one.y[log_resistant] = std::log(20.0);
    s.death_growth_exponent = 0;
    const double of_size = 2e-5 * std::pow(120 / 80.0, 1.1);
    EXPECT_NEAR(one.slope()[death_hazard], of_size, 1e-14 * of_size);
    one.time = s.entry_time;
    EXPECT_NEAR(one.slope()[death_hazard], (1 - std::exp(-1)) * of_size, 1e-14 * of_size);
    one.time = 1e5;
    s.frailty = 2, s.later_therapy = 0.5;
    EXPECT_NEAR(one.slope()[death_hazard], of_size, 1e-14 * of_size);
    s.later_therapy = 1;
    EXPECT_NEAR(one.slope()[death_hazard], 2 * of_size, 1e-14 * of_size);
    s.frailty = 1, s.death_growth_exponent = 0.5;
    one.p.tumour.growth_rate = 4 * 24 * s.reference_growth;
    EXPECT_NEAR(one.slope()[death_hazard], 2 * of_size, 1e-13 * of_size);
}

// lymphocytes: blood counts are the circulating share of the sum of the pools, so a fold of 1 at baseline.
TEST(Invariants, TheBloodOfAnUntreatedPatientIsAtItsBaseline) {
    for (std::uint64_t n = 0; n < 500; ++n) {
        const Patient<double> p = reference::reference_patient(n);
        const State<double> y = untreated(p.tumour);
        ASSERT_NEAR(
            lymphocyte_fold(p.lymphocytes, patient_constants(p).lymphocytes, [&](int i) { return y[i]; }), 1,
            1e-15)
            << n;
    }
}

double slope_of_leak(const Toxicity<double>& p, double on_nk, double on_endothelium) {
    State<double> y{}, slope;
    y[leak] = 0.3;
    Occupancy<double> occupied{};
    occupied.nk = on_nk, occupied.endothelium = on_endothelium;
    toxicity_slopes(p, occupied, y, slope);
    return slope[leak];
}

// toxicity: leak comes from NK cells that bind, and from more of them where endothelium binds too.
TEST(Invariants, LeakRisesWithWhatNkCellsBind) {
    Toxicity<double> p = reference::typical_patient().toxicity;
    for (double share = 0; share < 1; share += 0.1) {
        EXPECT_GT(slope_of_leak(p, share + 0.1, 0.5), slope_of_leak(p, share, 0.5));
        EXPECT_GT(slope_of_leak(p, 0.5, share + 0.1), slope_of_leak(p, 0.5, share));
        EXPECT_EQ(slope_of_leak(p, 0, share), -p.leak_recovery * 0.3);  // without NK cells it recovers
    }
    p.leak_without_endothelium = 1;
    EXPECT_EQ(slope_of_leak(p, 0.5, 0), slope_of_leak(p, 0.5, 1));
    p.leak_without_endothelium = 0;
    EXPECT_EQ(slope_of_leak(p, 0.5, 0), -p.leak_recovery * 0.3);
}

// More leak is no lower grade.
TEST(Invariants, GradesRiseWithLeak) {
    const Toxicity<double> p = reference::typical_patient().toxicity;
    for (double value = 0; value < 1; value += 0.01)
        ASSERT_LE(hypotension_grade(p, value), hypotension_grade(p, value + 0.01)) << value;
}

// nivolumab_pk: the drug leaves by clearance alone. Amounts and the eliminated area of a leg without input.
TEST(Invariants, NivolumabLeavesByClearanceAlone) {
    const Patient<double> p = reference::typical_patient();
    const TwoCompartment<double> k = nivolumab_kinetics(p.nivolumab, p.covariates, 500.0);
    TwoCompartmentAmounts<double> amounts{300, 100};
    const double h = 0.5;
    double eliminated = 0;  // Simpson's rule: (0.25 h * 0.02/h)^4 / 180 of the curve is below 1e-11
    for (int i = 0; i < 400; ++i) {
        const BiexponentialLeg<double> leg = central_amount(k, amounts, 0.0);
        eliminated += k.k10 * h / 6 * (value_at(leg, 0.0) + 4 * value_at(leg, h / 2) + value_at(leg, h));
        amounts = carry(k, amounts, 0.0, h);
    }
    EXPECT_NEAR(amounts.central + amounts.peripheral + eliminated, 400, 400 * 1e-10);
    EXPECT_GT(eliminated, 100);
}

}  // namespace
}  // namespace twinarm
