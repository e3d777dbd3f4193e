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

    double time = 1e5;  ///< since the start of treatment [h]

    State<double> slope() const { return slopes(p, patient_constants(p), drugs, {1.0, 1.0}, time, 0.0, y); }
};

struct Range {
    int state;
    double low, high;
};
constexpr double endless = 1e300;

/// Ranges that no course can leave. The pools do not fall below their baseline and cannot grow beyond the
/// larger of it and their capacity.
std::vector<Range> ranges(const Patient<double>& p) {
    const auto pool = [](double capacity) { return std::max(1.0, capacity); };
    const TumourImmune<double>& t = p.tumour;
    return {
        {circulating, 0, 1},
        {surface_receptor, 0, 1},
        {cd25_induction, 0, 1},
        {cd8_signal, 0, 1},
        {treg_signal, 0, 1},
        {tumour_signal, 0, 1},
        {cd8, 1, pool(p.lymphocytes.cd8_capacity)},
        {nk, 1, pool(p.lymphocytes.nk_capacity)},
        {treg, 1, pool(p.lymphocytes.treg_capacity)},
        {other_lymphocytes, 1, pool(p.lymphocytes.other_capacity)},
        {tachyphylaxis, 0, 1},
        {chronic_signal, 0, 1},
        {tumour_cd8, 0, endless},
        {bystander_cd8, 0, t.bystander_homing * (pool(p.lymphocytes.cd8_capacity) - 1)},
        {tumour_treg, 0, 1 + t.treg_of_signal + t.treg_of_blood * (pool(p.lymphocytes.treg_capacity) - 1)},
        {memory, 0, t.memory_of_signal + t.memory_of_priming},
        {adaptive_pdl1, 0, t.pdl1_limit},
        {leak, 0, 1}};
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
        one.p.lymphocytes.tachyphylaxis_rate = between(0, 0.1);
        one.p.tumour.treg_of_blood = between(0, 1);
        one.p.tumour.crowding = between(-0.3, 0.3);
        one.p.tumour.chronic_exhaustion = between(-2, 2);
        one.y = untreated(one.p.tumour);
        for (const Range& range : ranges(one.p))
            one.y[range.state] = between(range.low, std::min(range.high, 20.0));
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

// tumour_immune: a clone's own slope, without what growth gives both.
TEST(Invariants, WithoutMemoryTheResistantCloneFeelsItsShareOfWhatTheSensitiveOneFeels) {
    for_each_case([](Case one, std::uint64_t n) {
        one.y[memory] = 0;
        const double rho = one.p.tumour.resistant_sensitivity;
        const auto relief =
            [&](int clone) {  // growth falls out of the difference of two states of the T cells
                Case other = one;
                other.y[tumour_cd8] = one.y[tumour_cd8] + 1;
                return one.slope()[clone] - other.slope()[clone];
            };
        ASSERT_NEAR(relief(log_resistant), rho * relief(log_sensitive), 1e-14) << n;
        const double without = relief(log_resistant);
        one.y[memory] = 1;
        const double per_sensitive = relief(log_resistant) / relief(log_sensitive);
        ASSERT_NEAR(per_sensitive, rho + (1 - rho) / (1 + one.p.tumour.spreading_half_memory), 1e-9) << n;
        ASSERT_GT(without, 0) << n;
    });
}

// What is linear in the tumour's cells is so for any number of them: nothing caps a count.
TEST(Invariants, TumourTregAndBystandersFollowTheirTargetsWithoutACap) {
    for_each_case([](Case one, std::uint64_t n) {
        const TumourImmune<double>& t = one.p.tumour;
        const auto slope_at = [&](StateIndex row, StateIndex state, double value) {
            Case other = one;
            other.y[state] = value;
            return other.slope()[row];
        };
        for (const double more : {1.0, 100.0}) {
            ASSERT_NEAR(slope_at(tumour_treg, tumour_treg, more) - slope_at(tumour_treg, tumour_treg, 0),
                        -t.tumour_treg_turnover * more, 1e-13 * more)
                << n;
            ASSERT_NEAR(
                slope_at(bystander_cd8, bystander_cd8, more) - slope_at(bystander_cd8, bystander_cd8, 0),
                -t.bystander_turnover * more, 1e-13 * more)
                << n;
            ASSERT_NEAR(slope_at(bystander_cd8, cd8, 1 + more) - slope_at(bystander_cd8, cd8, 1),
                        t.bystander_turnover * t.bystander_homing * more, 1e-13 * more)
                << n;
        }
        // More signal brings Treg into the tumour, bystanders displace them.
        ASSERT_GT(slope_at(tumour_treg, tumour_signal, 0.5), slope_at(tumour_treg, tumour_signal, 0.1)) << n;
        ASSERT_LT(slope_at(tumour_treg, bystander_cd8, 2), slope_at(tumour_treg, bystander_cd8, 0)) << n;
    });
}

// Each rival explanation acts where its number is not 0, in its direction, and nowhere else.
TEST(Invariants, ARivalExplanationActsOnlyWhereItIsOn) {
    for_each_case([](Case one, std::uint64_t n) {
        one.p.tumour.crowding = one.p.tumour.chronic_exhaustion = one.p.tumour.treg_of_blood = 0;
        one.y[bystander_cd8] = 1, one.y[chronic_signal] = 0.5, one.y[treg] = 2, one.y[tachyphylaxis] = 0.5;
        const State<double> off = one.slope();
        const auto on = [&](double TumourImmune<double>::*rival) {
            Case other = one;
            other.p.tumour.*rival = 0.5;
            return other.slope();
        };
        for (const auto rival : {&TumourImmune<double>::crowding, &TumourImmune<double>::chronic_exhaustion})
            ASSERT_GT(on(rival)[log_sensitive], off[log_sensitive]) << n;
        ASSERT_GT(on(&TumourImmune<double>::treg_of_blood)[tumour_treg], off[tumour_treg]) << n;
        Case answering = one;
        answering.y[tachyphylaxis] = 0;
        ASSERT_GT(answering.slope()[cd8_signal], off[cd8_signal]) << n;
        ASSERT_GT(answering.slope()[treg_signal], off[treg_signal]) << n;
        ASSERT_EQ(answering.slope()[tumour_signal], off[tumour_signal]) << n;
    });
}

/// Memory of the typical patient after square pulses of signal, each of `hours` and a fortnight after the
/// last.
double memory_after(int pulses, double hours, double signal) {
    const Patient<double> p = reference::typical_patient();
    const TumourConstants<double> constant = tumour_constants(p.tumour);
    State<double> y = untreated(p.tumour);
    const auto rate = [&](double m) {
        y[memory] = m;
        State<double> slope;
        tumour_slopes(p.tumour, constant, {1.0, 1.0}, present_tumour(y, {1.0, 1.0}), 0.0, y, slope);
        return slope[memory];
    };
    double m = 0;
    const double h = 1;
    for (double time = 0; time < pulses * 14 * 24; time += h) {
        y[tumour_signal] = std::fmod(time, 14 * 24) < hours ? signal : 0;
        const double half = m + h / 2 * rate(m);
        m += h * rate(half);
    }
    return m;
}

// Two cycles of 7 doses every 8 h against two of 14: within 5%. Twice the signal, over half the time, makes
// more.
TEST(Invariants, MemoryIsMadeByTheStrengthOfASignalAndNotByItsDuration) {
    const double seven = memory_after(2, 7 * 8, 0.3), fourteen = memory_after(2, 14 * 8, 0.3);
    EXPECT_GT(fourteen, seven);
    EXPECT_NEAR(seven, fourteen, 0.05 * fourteen);
    EXPECT_NEAR(memory_after(1, 14 * 8, 0.3), seven, 0.01 * seven);
    EXPECT_GT(memory_after(2, 7 * 8, 0.3), 1.5 * memory_after(2, 14 * 8, 0.15));
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
