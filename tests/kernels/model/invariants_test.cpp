// What the equations keep whatever the patient, the drugs and the state: ranges, balances, what never falls.
// One block for each file of kernels/model/; the kinetics' mass balances stand beside their closed forms.
#include <gtest/gtest.h>

#include <random>

#include "kernels/model/physiology.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

/// A patient with constant drug levels in some state inside of all ranges.
struct Case {
    Patient<double> p;
    DrugLeg<double> drugs{};
    State<double> y;

    State<double> slope() const { return slopes(p, patient_constants(p), drugs, {1.0, 1.0}, 0.0, y); }
};

struct Range {
    int state;
    double low, high;
};
constexpr double endless = 1e300;

/// Ranges that no course can leave. The pools cannot grow beyond the larger of their baseline and the
/// capacity.
std::vector<Range> ranges(const Patient<double>& p) {
    const auto pool = [](double capacity) { return std::max(1.0, capacity); };
    return {{circulating, 0, 1},
            {surface_receptor, 0, 1},
            {cd25_induction, 0, 1},
            {cd8_signal, 0, 1},
            {nk_signal, 0, 1},
            {treg_signal, 0, 1},
            {tumour_signal, 0, 1},
            {cd8, 0, pool(p.lymphocytes.cd8_capacity)},
            {nk, 0, pool(p.lymphocytes.nk_capacity)},
            {treg, 0, pool(p.lymphocytes.treg_capacity)},
            {other_lymphocytes, 0, pool(p.lymphocytes.other_capacity)},
            {tumour_cd8, 0, endless},
            {exhausted_cd8, 0, endless},
            {tumour_treg, 0, pool(std::max(p.lymphocytes.treg_capacity, p.tumour.tumour_treg_capacity))},
            {memory, 0, p.tumour.memory_capacity},
            {adaptive_pdl1, 0, 6},
            {leak, 0, 1},
            {hypotension, 0, 1},
            {eosinophil_precursor, 1, 1 + p.toxicity.eosinophil_effect},
            {eosinophils, 1, 1 + p.toxicity.eosinophil_effect},
            {soluble_cd25, 0, endless}};
}

/// Calls check(case) for many of them.
template <class Check>
void for_each_case(const Check& check) {
    std::mt19937_64 random(5);
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    for (std::uint64_t n = 0; n < 500; ++n) {
        Case one;
        one.p = reference::reference_patient(n);
        one.y = untreated(one.p.tumour);
        for (const Range& range : ranges(one.p))
            one.y[range.state] = between(range.low, std::min(range.high, 20.0));
        one.y[treg] =
            std::max(one.y[treg], 0.75);  // below, soluble CD25 may be negative: no course comes there
        one.y[log_sensitive] = between(-6, 6), one.y[log_resistant] = between(-6, 6);
        one.drugs.present = {true, true, true};
        one.drugs.aldesleukin.at_rest = std::pow(10, between(-6, 2));
        one.drugs.nktr214.rest_one = std::pow(10, between(-5, 2));
        one.drugs.nktr214.rest_two = std::pow(10, between(-5, 2));
        one.drugs.nivolumab.at_rest = std::pow(10, between(-3, 3));
        check(one, n);
    }
}

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
        const Moment<double> now = moment_of_leg(one.p, patient_constants(one.p), one.drugs, 0.0);
        const Occupancy<double> o = occupancy_in(one.p, now, one.y);
        for (const double share :
             {o.cd8, o.nk, o.treg, o.tumour_t, o.endothelium, o.ilc2, now.pd1_occupied}) {
            ASSERT_GT(share, 0) << n;
            ASSERT_LT(share, 1) << n;
        }
    });
}

// tumour_immune: what reinvigoration takes from the exhausted cells it gives to the functional ones. The
// slopes are sums of terms below 2/h.
TEST(Invariants, ACellThatReturnsFromExhaustionIsNoLongerExhausted) {
    for_each_case([](Case one, std::uint64_t n) {
        const State<double> with = one.slope();
        one.p.tumour.reinvigoration_rate = 0;
        const State<double> without = one.slope();
        const double gained = with[tumour_cd8] - without[tumour_cd8];
        ASSERT_GT(gained, 0) << n;
        ASSERT_NEAR(with[exhausted_cd8] - without[exhausted_cd8], -gained, 1e-14) << n;
    });
}

// As well, a cell that is exhausted is no longer functional; at baseline both are in balance, so only what is
// lost beyond it moves.
TEST(Invariants, ACellThatBecomesExhaustedIsNoLongerFunctional) {
    for_each_case([](Case one, std::uint64_t n) {
        const double at_baseline =
            one.p.tumour.exhaustion_rate * patient_constants(one.p).tumour.lost_at_baseline;
        const State<double> with = one.slope();
        one.p.tumour.exhaustion_rate = 0;
        const State<double> without = one.slope();
        ASSERT_NEAR(with[tumour_cd8] - without[tumour_cd8] - at_baseline,
                    -(with[exhausted_cd8] - without[exhausted_cd8]), 1e-14)
            << n;
    });
}

// survival: cumulative hazards.
TEST(Invariants, HazardsNeverFall) {
    int shrinking = 0;
    for_each_case([&](const Case& one, std::uint64_t n) {
        const State<double> slope = one.slope();
        ASSERT_GE(slope[new_lesion_hazard], 0) << n;
        ASSERT_GT(slope[death_hazard], 0) << n;
        shrinking += slope[log_sensitive] < 0 && slope[log_resistant] < 0;
    });
    EXPECT_GT(shrinking, 50);
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

// toxicity: a higher drive is no lower grade.
TEST(Invariants, GradesRiseWithTheDrive) {
    const Toxicity<double> p = reference::typical_patient().toxicity;
    for (double drive = 0; drive < 1.5; drive += 0.01)
        ASSERT_LE(hypotension_grade(p, drive), hypotension_grade(p, drive + 0.01)) << drive;
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
