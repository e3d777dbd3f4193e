// The hand-written Jacobian against the model's own text computed with dual numbers.
#include "bench/jacobian/jacobian.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "host/cohort/read_cohort.hpp"
#include "kernels/patient/sample_patient.hpp"
#include "tests/bench/jacobian/dual.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using oracle::Dual;

struct Point {
    Patient<double> patient;
    DrugLeg<double> drugs;
    TumourMass<double> alive;
    double start, elapsed;
    State<double> y;
};

template <class To, class From>
void copy_numbers(To& to, const From& from) {
    double number[64];
    int count = 0;
    for_each_number(from, [&](const double& x) { number[count++] = x; });
    count = 0;
    for_each_number(to, [&](Dual& x) { x = number[count++]; });
    to.present = from.present;
}

/// Derivatives of slopes() with one state, or with time where `state` is -1.
State<double> dual_derivative(const Point& at, int state) {
    Patient<Dual> patient;
    double parameter[parameter_count];
    for_each_parameter(at.patient, [&](double x, int k) { parameter[k] = x; });
    for_each_parameter(patient, [&](Dual& x, int k) { x = parameter[k]; });
    DrugLeg<Dual> drugs;
    copy_numbers(drugs, at.drugs);
    State<Dual> y;
    for (int i = 0; i < state_count; ++i) y[i] = Dual(at.y[i], i == state ? 1 : 0);
    const TumourMass<Dual> alive{at.alive.sensitive, at.alive.resistant};
    const State<Dual> slope = slopes(patient, patient_constants(patient), drugs, alive, Dual(at.start),
                                     Dual(at.elapsed, state < 0 ? 1 : 0), y);
    State<double> out;
    for (int i = 0; i < state_count; ++i) out[i] = slope[i].slope;
    return out;
}

// Each entry is a short sum of products which two programs round differently; the terms of one are at most 10
// times its row's largest. exp and log within an ulp, and steep = 4 (ln a - ln s) turns an ulp into 30.
constexpr double rounding = 1e-12;

void expect_the_derivatives_of_slopes(const Point& at, const std::string& which) {
    const Linearised<double> ours = linearised_slopes(at.patient, patient_constants(at.patient), at.drugs,
                                                      at.alive, at.start, at.elapsed, at.y);
    for (int column = -1; column < state_count; ++column) {
        const State<double> expected = dual_derivative(at, column);
        for (int row = 0; row < state_count; ++row) {
            const int place = JacobianPattern::place(row, column);
            const double value = column < 0 ? ours.per_h[row] : place < 0 ? 0 : ours.jacobian[place];
            ASSERT_NEAR(value, expected[row], rounding * std::max(0.1, std::abs(expected[row])))
                << which << ": slope " << row << " with state " << column;
        }
    }
}

struct Draw {
    std::mt19937_64 random;
    double between(double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    }
    double power_of_ten(double low, double high) { return std::pow(10, between(low, high)); }
};

/// Every rival explanation of kernels/README.md acts, in either direction.
void turn_rivals_on(Patient<double>& p, Draw& draw) {
    p.tumour.crowding = draw.between(-0.5, 0.5);
    p.tumour.chronic_exhaustion = draw.between(-2, 2);
    p.tumour.treg_of_blood = draw.between(0, 1);
    p.lymphocytes.tachyphylaxis_rate = draw.between(0, 0.1);
}

/// A state anywhere that a course may lead to, on both sides of every capacity and cap.
State<double> any_state(const Patient<double>& p, Draw& draw) {
    State<double> y = untreated(p.tumour);
    for (const int i : {circulating, surface_receptor, cd25_induction, cd8_signal, treg_signal, tumour_signal,
                        tachyphylaxis, chronic_signal, leak})
        y[i] = draw.between(0.001, 1);
    for (const int i : {cd8, nk, treg, other_lymphocytes, tumour_treg}) y[i] = draw.between(0.1, 10);
    y[tumour_cd8] = draw.between(0.01, 20);
    y[bystander_cd8] = draw.between(0, 5);
    y[memory] = draw.between(0, 3);
    y[adaptive_pdl1] = draw.between(0.01, 6);
    y[log_sensitive] = draw.between(-8, 6.5);
    y[log_resistant] = draw.between(-8, 6.5);
    return y;
}

/// A leg that rises and falls: every number of the closed forms is at work.
DrugLeg<double> any_leg(int drugs, Draw& draw) {
    DrugLeg<double> leg{};
    leg.present = {(drugs & 1) != 0, (drugs & 2) != 0, (drugs & 4) != 0};
    const auto biexponential = [&](double low, double high) {
        return BiexponentialLeg<double>{draw.power_of_ten(low, high), draw.power_of_ten(low, high),
                                        draw.power_of_ten(low, high), draw.between(1, 3),
                                        draw.between(0.05, 0.5)};
    };
    leg.aldesleukin = {biexponential(-4, 1.5), 0, 0.3};  // nothing under the skin
    leg.nivolumab = biexponential(-1, 2);
    leg.nktr214.rest_two = draw.power_of_ten(-4, 1);
    leg.nktr214.rest_one = draw.power_of_ten(-4, 1);
    leg.nktr214.own = draw.power_of_ten(-4, 1);
    for (double& x : leg.nktr214.two.value) x = draw.power_of_ten(-4, 1);
    for (double& x : leg.nktr214.one.value) x = draw.power_of_ten(-4, 1);
    leg.nktr214.release = draw.between(0.01, 0.1);
    leg.nktr214.elimination = draw.between(0.005, 0.02);
    leg.nktr214.one_chain_loss = draw.between(0.01, 0.1);
    leg.nktr214.released_share = draw.between(0.001, 0.1);
    if (!leg.present.aldesleukin) leg.aldesleukin = {};
    if (!leg.present.nktr214) leg.nktr214 = {};
    if (!leg.present.nivolumab) leg.nivolumab = {};
    return leg;
}

class JacobianOf : public testing::TestWithParam<const char*> {};

TEST_P(JacobianOf, IsTheDerivativeOfTheSlopesInEveryDrugCombination) {
    const Study study = cohort::read_cohort(std::string(TWINARM_SOURCE_DIR "/cohorts/") + GetParam()).study;
    Draw draw{std::mt19937_64(1)};
    for (std::uint64_t n = 0; n < 25; ++n)
        for (int drugs = 0; drugs < 8; ++drugs) {
            Patient<double> patient = sample_patient<double>(study.population, study.seed, n);
            turn_rivals_on(patient, draw);
            const Point at{patient,
                           any_leg(drugs, draw),
                           {1, 1},
                           draw.between(0, 3000),
                           draw.between(0, 50),
                           any_state(patient, draw)};
            expect_the_derivatives_of_slopes(at, std::to_string(n) + " with drugs " + std::to_string(drugs));
        }
}
INSTANTIATE_TEST_SUITE_P(EveryShippedCohort, JacobianOf,
                         testing::Values("head_to_head.toml", "head_to_head_melanoma.toml", "select.toml",
                                         "excel.toml", "pivot02_rcc.toml", "pivot02_melanoma.toml"));

/// The typical patient on the first day, with all drugs.
Point typical_point() {
    Draw draw{std::mt19937_64(2)};
    Patient<double> patient = reference::typical_patient();
    turn_rivals_on(patient, draw);
    return {patient, any_leg(7, draw), {1, 1}, 500.0, 3.0, untreated(patient.tumour)};
}

TEST(Jacobian, HoldsBeforeTreatment) {
    expect_the_derivatives_of_slopes(typical_point(), "untreated");
    Point at = typical_point();
    at.drugs = {};
    expect_the_derivatives_of_slopes(at, "no drug");
}

TEST(Jacobian, OfAnEradicatedCloneIsZero) {
    for (const TumourMass<double> alive :
         {TumourMass<double>{0, 1}, TumourMass<double>{1, 0}, TumourMass<double>{0, 0}}) {
        Point at = typical_point();
        at.alive = alive;
        expect_the_derivatives_of_slopes(at, "eradicated");
    }
}

// On a kink both sides have a derivative: ours is that of the side which slopes() computes.
TEST(Jacobian, TakesTheSideOfTheSlopesOnEveryKink) {
    const Point usual = typical_point();
    const auto expect_at = [&](const std::string& which, StateIndex state, double value) {
        Point at = usual;
        at.y[state] = value;
        expect_the_derivatives_of_slopes(at, which);
    };
    const TumourImmune<double>& tumour = usual.patient.tumour;
    const Lymphocytes<double>& blood = usual.patient.lymphocytes;
    expect_at("CD8 at capacity", cd8, blood.cd8_capacity);
    expect_at("NK at capacity", nk, blood.nk_capacity);
    expect_at("Treg at capacity", treg, blood.treg_capacity);
    expect_at("others at capacity", other_lymphocytes, blood.other_capacity);
    expect_at("memory beyond any level", memory, 10);
    expect_at("no tumour signal", tumour_signal, 0);
    expect_at("tumour at its limit", log_sensitive, std::log(tumour.growth_limit));
    Point at = usual;
    at.y[log_sensitive] = at.y[log_resistant] = std::log(eradicated_below_mm / 2);
    expect_the_derivatives_of_slopes(at, "tumour at its least");
    at.y[log_sensitive] = at.y[log_resistant] = -20;
    expect_the_derivatives_of_slopes(at, "tumour below its least");
    at = usual;
    at.y[tumour_cd8] = 2, at.y[tumour_signal] = 0.4;
    expect_the_derivatives_of_slopes(at, "T cells that signal and antigen remember");
    at.drugs.present.nivolumab = false, at.drugs.nivolumab = {};
    expect_the_derivatives_of_slopes(at, "T cells that the signal alone remembers");
    at = usual;
    at.y[tumour_cd8] = 1, at.y[log_sensitive] = at.y[log_resistant] = -1;
    expect_the_derivatives_of_slopes(at, "one T cell, too little antigen");
    at = usual;
    at.patient.tumour.exhaustion = 0.96;
    at.y[adaptive_pdl1] = 5;
    expect_the_derivatives_of_slopes(at, "all function lost");
    at = usual;
    at.patient.receptors.cd8_cd25 = at.patient.receptors.nk_cd25;
    at.patient.receptors.cd8_cd122 = at.patient.receptors.nk_cd132 = at.patient.receptors.nk_cd122;
    at.y[cd25_induction] = 0;
    at.patient.receptors.cd8_cd132 = at.patient.receptors.nk_cd122;
    expect_the_derivatives_of_slopes(at, "CD8 and NK bind alike");
}

TEST(Jacobian, ListsNoEntryThatIsAlwaysZero) {
    Draw draw{std::mt19937_64(4)};
    bool seen[JacobianPattern::count] = {};
    for (std::uint64_t n = 0; n < 50; ++n) {
        Patient<double> p = reference::reference_patient(n);
        turn_rivals_on(p, draw);
        const Linearised<double> at = linearised_slopes(p, patient_constants(p), any_leg(7, draw), {1, 1},
                                                        100.0, 1.0, any_state(p, draw));
        for (int k = 0; k < JacobianPattern::count; ++k) seen[k] = seen[k] || at.jacobian[k] != 0;
    }
    for (int k = 0; k < JacobianPattern::count; ++k) EXPECT_TRUE(seen[k]) << k;
}

// Central differences know nothing of the dual numbers' rules: 1e-5 steps, error 1e-10 of a third derivative.
TEST(Jacobian, AgreesWithCentralDifferences) {
    Point at = typical_point();
    for (const int i : {cd8_signal, treg_signal, tumour_signal, chronic_signal, tachyphylaxis}) at.y[i] = 0.3;
    at.y[tumour_cd8] = 2, at.y[bystander_cd8] = 1, at.y[memory] = 0.1;
    const PatientConstants<double> constant = patient_constants(at.patient);
    const Linearised<double> ours =
        linearised_slopes(at.patient, constant, at.drugs, at.alive, at.start, at.elapsed, at.y);
    for (int column = -1; column < state_count; ++column) {
        const auto moved = [&](double by) {
            State<double> y = at.y;
            if (column >= 0) y[column] += by;
            return slopes(at.patient, constant, at.drugs, at.alive, at.start,
                          at.elapsed + (column < 0 ? by : 0), y);
        };
        const State<double> up = moved(1e-5), down = moved(-1e-5);
        for (int row = 0; row < state_count; ++row) {
            const int place = JacobianPattern::place(row, column);
            const double value = column < 0 ? ours.per_h[row] : place < 0 ? 0 : ours.jacobian[place];
            EXPECT_NEAR(value, (up[row] - down[row]) / 2e-5, 1e-8) << row << " with " << column;
        }
    }
}

#if TWINARM_PACKS
TEST(Jacobian, HasTheSameBitsInALaneOfAPack) {
    using V = Pack<double, 4>;
    Draw draw{std::mt19937_64(3)};
    Point at[4];
    Patient<V> patient;
    DrugLeg<V> drugs;
    State<V> y;
    V start = V(0), elapsed = V(0);
    for (int i = 0; i < 4; ++i) {
        const Patient<double> p = reference::reference_patient(std::uint64_t(i));
        at[i] = {p, any_leg(7, draw), {1, 1}, draw.between(0, 3000), draw.between(0, 50), any_state(p, draw)};
        double number[parameter_count];
        for_each_parameter(p, [&](double x, int k) { number[k] = x; });
        for_each_parameter(patient, [&](V& x, int k) { x.set(i, number[k]); });
        int count = 0;
        for_each_number(at[i].drugs, [&](double& x) { number[count++] = x; });
        count = 0;
        for_each_number(drugs, [&](V& x) { x.set(i, number[count++]); });
        drugs.present = at[i].drugs.present;
        for (int k = 0; k < state_count; ++k) y[k].set(i, at[i].y[k]);
        start.set(i, at[i].start);
        elapsed.set(i, at[i].elapsed);
    }
    const Linearised<V> pack =
        linearised_slopes(patient, patient_constants(patient), drugs, {V(1), V(1)}, start, elapsed, y);
    for (int i = 0; i < 4; ++i) {
        const Linearised<double> alone =
            linearised_slopes(at[i].patient, patient_constants(at[i].patient), at[i].drugs, at[i].alive,
                              at[i].start, at[i].elapsed, at[i].y);
        for (int k = 0; k < JacobianPattern::count; ++k)
            EXPECT_EQ(pack.jacobian[k][i], alone.jacobian[k]) << k;
        for (int k = 0; k < state_count; ++k) EXPECT_EQ(pack.per_h[k][i], alone.per_h[k]) << k;
    }
}
#endif

}  // namespace
}  // namespace twinarm
