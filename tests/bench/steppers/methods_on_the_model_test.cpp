// Every method on a dosed leg of the real model: order of convergence, and the Rosenbrock methods' Jacobian.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "bench/jacobian/jacobian.hpp"
#include "bench/steppers/bs3.hpp"
#include "bench/steppers/classical_rk4.hpp"
#include "bench/steppers/rodas3.hpp"
#include "bench/steppers/rodas4.hpp"
#include "bench/steppers/vern7.hpp"
#include "kernels/ode/tsit5.hpp"
#include "tests/kernels/independent_solver.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

/// The eight hours after an infusion of high-dose IL-2 that follows a day of others. No kink of the model
/// lies in it.
struct DosedLeg {
    Patient<double> patient = reference::typical_patient();
    PatientConstants<double> constant = patient_constants(patient);
    DrugLeg<double> drugs{};
    State<double> start = untreated(patient.tumour);
    double length = 7.75;

    DosedLeg() {
        drugs.present.aldesleukin = true;
        const TwoCompartment<double> k = aldesleukin_kinetics(patient.aldesleukin, 80.0);
        drugs.aldesleukin = {
            scaled(central_amount(k, TwoCompartmentAmounts<double>{135, 25}, 0.0), 1 / k.volume), 0, 0.3};
        State<double>& y = start;
        y[circulating] = 0.2, y[surface_receptor] = 0.5, y[cd25_induction] = 0.3;
        y[cd8_signal] = 0.2, y[treg_signal] = 0.5, y[tumour_signal] = 0.4;
        y[memory] = 0.5, y[bystander_cd8] = 0.3, y[leak] = 0.4;
    }
    State<double> operator()(double t, const State<double>& y) const {
        return slopes(patient, constant, drugs, {1.0, 1.0}, 0.0, t, y);
    }
    Linearised<double> linearise(double t, const State<double>& y) const {
        return linearised_slopes(patient, constant, drugs, {1.0, 1.0}, 0.0, t, y);
    }
};

using Values = std::array<double, state_count>;

Values exact_end(const DosedLeg& leg) {
    Values start;
    for (int i = 0; i < state_count; ++i) start[std::size_t(i)] = leg.start[i];
    const auto slope = [&](double t, const Values& y) {
        State<double> state;
        for (int i = 0; i < state_count; ++i) state[i] = y[std::size_t(i)];
        const State<double> d = leg(t, state);
        Values out;
        for (int i = 0; i < state_count; ++i) out[std::size_t(i)] = d[i];
        return out;
    };
    return oracle::solve<state_count>(slope, start, 0, leg.length, 1e-14);
}

/// Largest error at the leg's end after `steps` equal steps, relative where a state is above 1.
template <class Method>
double error_after(int steps) {
    static const DosedLeg leg;
    static const Values exact = exact_end(leg);
    const double h = leg.length / steps;
    State<double> y = leg.start, slope = leg(0, y);
    for (int i = 0; i < steps; ++i) {
        const auto step = Method::step(leg, i * h, y, slope, h);
        y = step.end;
        slope = step.slope_at_end;
    }
    double worst = 0;
    for (int i = 0; i < state_count; ++i) {
        const double truth = exact[std::size_t(i)];
        worst = std::max(worst, std::abs(y[i] - truth) / std::max(1.0, std::abs(truth)));
    }
    return worst;
}

template <class Method>
void expect_gain(int order, int steps) {
    const double gain = std::log2(error_after<Method>(steps) / error_after<Method>(2 * steps));
    EXPECT_GT(gain, order - 0.2) << error_after<Method>(steps);
    EXPECT_LT(gain, order + 1) << error_after<Method>(steps);
}

TEST(MethodsOnTheModel, BogackiShampineGainsThreeOrders) {
    expect_gain<BogackiShampine>(3, 80);
}
TEST(MethodsOnTheModel, ClassicalRungeKuttaGainsFourOrders) {
    expect_gain<ClassicalRungeKutta>(4, 40);
}
TEST(MethodsOnTheModel, Verner7GainsSevenOrders) {
    expect_gain<Verner7>(7, 20);
}
TEST(MethodsOnTheModel, Rodas3GainsThreeOrders) {
    expect_gain<Rodas3>(3, 80);
}
TEST(MethodsOnTheModel, Rodas4GainsFourOrders) {
    expect_gain<Rodas4>(4, 40);
}

/// The estimate falls with the step as the order of the embedded solution says. It misses the error of the
/// better solution, a share of it that falls with the step.
template <class Method>
void expect_estimate_of_the_embedded_error(double step_h) {
    static const DosedLeg leg;
    double estimate = 0;
    const auto missed = [&](double h) {
        const auto step = Method::step(leg, 0.0, leg.start, leg(0, leg.start), h);
        DosedLeg part;
        part.length = h;
        const Values exact = exact_end(part);
        double of_embedded = 0, of_end = 0;
        estimate = 0;
        for (int i = 0; i < state_count; ++i) {
            const double truth = exact[std::size_t(i)];
            estimate = std::max(estimate, std::abs(step.error[i]));
            of_embedded = std::max(of_embedded, std::abs(step.end[i] - step.error[i] - truth));
            of_end = std::max(of_end, std::abs(step.end[i] - truth));
        }
        EXPECT_LT(of_end, estimate) << h;  // what is accepted is better than what was asked for
        return std::abs(estimate / of_embedded - 1);
    };
    const double missed_by_whole = missed(step_h), of_whole = estimate;
    const double missed_by_half = missed(step_h / 2), of_half = estimate;
    EXPECT_LT(missed_by_whole, 0.2);
    EXPECT_LT(missed_by_half, 0.6 * missed_by_whole);  // one order
    EXPECT_NEAR(std::log2(of_whole / of_half), 1 / Method::error_exponent, 0.5);
}

TEST(MethodsOnTheModel, EveryErrorEstimateIsTheErrorOfTheEmbeddedSolution) {
    expect_estimate_of_the_embedded_error<BogackiShampine>(0.1);
    expect_estimate_of_the_embedded_error<Tsit5>(0.1);
    expect_estimate_of_the_embedded_error<Verner7>(0.4);  // smaller ones are at rounding
    expect_estimate_of_the_embedded_error<Rodas3>(0.1);
    expect_estimate_of_the_embedded_error<Rodas4>(0.1);
}

/// The leg with a Jacobian that is wrong by 10% in one entry.
struct WrongJacobian : DosedLeg {
    Linearised<double> linearise(double t, const State<double>& y) const {
        Linearised<double> linear = DosedLeg::linearise(t, y);
        linear.jacobian[entry<surface_receptor, surface_receptor>] *= 1.1;
        return linear;
    }
};

TEST(MethodsOnTheModel, Rodas4NeedsTheWholeJacobian) {
    const WrongJacobian leg;
    const auto error_of_a_step = [&](double h) {
        const State<double> slope = leg(0, leg.start);
        const auto wrong = Rodas4::step(leg, 0.0, leg.start, slope, h);
        const auto right = Rodas4::step(static_cast<const DosedLeg&>(leg), 0.0, leg.start, slope, h);
        return std::abs(wrong.end[surface_receptor] - right.end[surface_receptor]);
    };
    EXPECT_LT(std::log2(error_of_a_step(0.2) / error_of_a_step(0.1)), 4);  // a right one falls with the fifth
}

#if TWINARM_PACKS
/// The same leg in every lane of a pack.
template <class V>
struct Lanes {
    Patient<V> patient;
    PatientConstants<V> constant;
    DrugLeg<V> drugs;
    State<V> start;

    explicit Lanes(const DosedLeg& leg) {
        double number[parameter_count];
        for_each_parameter(leg.patient, [&](double x, int k) { number[k] = x; });
        for_each_parameter(patient, [&](V& x, int k) { x = V(number[k]); });
        constant = patient_constants(patient);
        int count = 0;
        for_each_number(leg.drugs, [&](double x) { number[count++] = x; });
        count = 0;
        for_each_number(drugs, [&](V& x) { x = V(number[count++]); });
        drugs.present = leg.drugs.present;
        for (int i = 0; i < state_count; ++i) start[i] = V(leg.start[i]);
    }
    State<V> operator()(V t, const State<V>& y) const {
        return slopes(patient, constant, drugs, {V(1), V(1)}, V(0), t, y);
    }
    Linearised<V> linearise(V t, const State<V>& y) const {
        return linearised_slopes(patient, constant, drugs, {V(1), V(1)}, V(0), t, y);
    }
};

template <class Method>
void expect_the_bits_of_a_lane() {
    using V = Pack<double, 4>;
    const DosedLeg leg;
    const Lanes<V> lanes(leg);
    V h = V(0);
    for (int i = 0; i < 4; ++i) h.set(i, 0.05 * (i + 1));
    const auto pack = Method::step(lanes, V(0.5), lanes.start, lanes(V(0.5), lanes.start), h);
    for (int i = 0; i < 4; ++i) {
        const auto alone = Method::step(leg, 0.5, leg.start, leg(0.5, leg.start), h[i]);
        for (int k = 0; k < state_count; ++k) {
            EXPECT_EQ(pack.end[k][i], alone.end[k]) << k;
            EXPECT_EQ(pack.error[k][i], alone.error[k]) << k;
            EXPECT_EQ(pack.slope_at_end[k][i], alone.slope_at_end[k]) << k;
        }
    }
}

TEST(MethodsOnTheModel, AnyMethodGivesALaneTheBitsItHasAlone) {
    expect_the_bits_of_a_lane<BogackiShampine>();
    expect_the_bits_of_a_lane<ClassicalRungeKutta>();
    expect_the_bits_of_a_lane<Verner7>();
    expect_the_bits_of_a_lane<Rodas3>();
    expect_the_bits_of_a_lane<Rodas4>();
}
#endif

}  // namespace
}  // namespace twinarm
