// The Rosenbrock methods: order conditions read out of the step, L-stability, order on stiff and on
// time-dependent problems.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "bench/steppers/rodas3.hpp"
#include "bench/steppers/rodas4.hpp"

namespace twinarm {
namespace {

/// Every entry of an N x N matrix.
template <int N>
struct Dense {
    struct Entry {
        int row, column;
    };
    struct Entries {
        Entry value[N * N];
        constexpr const Entry& operator[](int i) const { return value[i]; }
        constexpr const Entry* begin() const { return value; }
        constexpr const Entry* end() const { return value + N * N; }
    };
    struct Order {
        int value[N];
        constexpr int operator[](int i) const { return value[i]; }
    };
    static constexpr int size = N, count = N * N;
    static constexpr Entries entries = [] {
        Entries e{};
        for (int i = 0; i < N * N; ++i) e.value[i] = {i / N, i % N};
        return e;
    }();
    static constexpr Order order = [] {
        Order o{};
        for (int i = 0; i < N; ++i) o.value[i] = i;
        return o;
    }();
};

template <class V, int N>
struct DenseLinear {
    using Pattern = Dense<N>;
    Vector<V, N * N> jacobian;
    Vector<V, N> per_h;
};

// A step's table, read out of the step. Every stage's slope is a unit vector in the first of four blocks of
// states, and the Jacobian shifts a block into the next: so block m of a stage holds Gamma^m of it, and the
// states at which slopes are asked for are the rows of alpha, alpha Gamma, alpha Gamma^2, alpha Gamma^3.
constexpr int stages = 6, blocks = 4, size = stages * blocks;
using Row = std::array<double, stages>;

struct ShiftPattern {
    struct Entry {
        int row, column;
    };
    static constexpr int size = twinarm::size, count = size - stages;
    struct Entries {
        Entry value[count];
        constexpr const Entry& operator[](int i) const { return value[i]; }
        constexpr const Entry* begin() const { return value; }
        constexpr const Entry* end() const { return value + count; }
    };
    struct Order {
        constexpr int operator[](int i) const { return i; }
    };
    static constexpr Entries entries = [] {
        Entries e{};
        for (int i = 0; i < count; ++i) e.value[i] = {i + stages, i};
        return e;
    }();
    static constexpr Order order{};
};

struct ShiftLinear {
    using Pattern = ShiftPattern;
    Vector<double, ShiftPattern::count> jacobian;
    Vector<double, size> per_h;
};

struct RosenbrockTable {
    Row at[stages][blocks];  ///< rows of alpha Gamma^m
    Row end[blocks], embedded[blocks];
    double node[stages];
};

RosenbrockTable table_of_rodas4() {
    struct Probe {
        RosenbrockTable& table;
        int& stage;
        ShiftLinear linearise(double, const Vector<double, size>&) const {
            ShiftLinear linear{};
            for (double& x : linear.jacobian.value) x = 1;
            return linear;
        }
        Vector<double, size> operator()(double t, const Vector<double, size>& y) const {
            Vector<double, size> e{};
            if (++stage >= stages) return e;
            table.node[stage] = t;
            for (int m = 0; m < blocks; ++m)
                for (int j = 0; j < stages; ++j) table.at[stage][m][std::size_t(j)] = y[m * stages + j];
            e[stage] = 1;
            return e;
        }
    };
    RosenbrockTable table{};
    int stage = 0;
    Vector<double, size> first{};
    first[0] = 1;
    const auto step = Rodas4::step(Probe{table, stage}, 0.0, Vector<double, size>{}, first, 1.0);
    for (int m = 0; m < blocks; ++m)
        for (int j = 0; j < stages; ++j) {
            table.end[m][std::size_t(j)] = step.end[m * stages + j];
            table.embedded[m][std::size_t(j)] = step.end[m * stages + j] - step.error[m * stages + j];
        }
    return table;
}
const RosenbrockTable rodas4 = table_of_rodas4();

/// sum_i row_i f(i)
double sum(const Row& row, const std::function<double(std::size_t)>& f) {
    double total = 0;
    for (std::size_t i = 0; i < stages; ++i) total += row[i] * f(i);
    return total;
}
double one(std::size_t) {
    return 1;
}
double alpha(std::size_t i) {
    return sum(rodas4.at[i][0], one);
}
double square_of_alpha(std::size_t i) {
    return alpha(i) * alpha(i);
}

/// rows[0] beta^n 1 for rows = w, w Gamma, w Gamma^2, ...; beta = alpha + Gamma.
double beta_chain(const Row* rows, int n) {
    if (n == 0) return sum(rows[0], one);
    return beta_chain(rows + 1, n - 1) +
           sum(rows[0], [&](std::size_t i) { return beta_chain(rodas4.at[i], n - 1); });
}

/// Conditions of a Rosenbrock method (Hairer, Wanner 1996, table IV.7.1); coefficients up to 34 in 16 digits.
constexpr double rounding = 1e-12;

void expect_order_3(const Row* b) {
    EXPECT_NEAR(beta_chain(b, 0), 1, rounding);
    EXPECT_NEAR(beta_chain(b, 1), 1. / 2, rounding);
    EXPECT_NEAR(sum(b[0], square_of_alpha), 1. / 3, rounding);
    EXPECT_NEAR(beta_chain(b, 2), 1. / 6, rounding);
}

TEST(Rodas4, SatisfiesTheEightConditionsOfOrderFour) {
    const Row* b = rodas4.end;
    expect_order_3(b);
    EXPECT_NEAR(sum(b[0], [](std::size_t i) { return std::pow(alpha(i), 3); }), 1. / 4, rounding);
    EXPECT_NEAR(sum(b[0], [](std::size_t i) { return alpha(i) * beta_chain(rodas4.at[i], 1); }), 1. / 8,
                rounding);
    const double through_beta = sum(b[1], square_of_alpha) + sum(b[0], [](std::size_t i) {
                                    return sum(rodas4.at[i][0], square_of_alpha);
                                });
    EXPECT_NEAR(through_beta, 1. / 12, rounding);
    EXPECT_NEAR(beta_chain(b, 3), 1. / 24, rounding);
}

TEST(Rodas4, TheEmbeddedSolutionIsOfOrderThreeAndNotFour) {
    expect_order_3(rodas4.embedded);
    EXPECT_GT(std::abs(beta_chain(rodas4.embedded, 3) - 1. / 24), 1e-4);
}

TEST(Rodas4, AsksForSlopesAtTheNodesOfItsStages) {
    for (std::size_t i = 1; i < stages; ++i) EXPECT_NEAR(rodas4.node[i], alpha(i), rounding) << i;
}

// y' = -rate (y - sin t) + cos t of Prothero and Robinson: y = sin t whatever the rate.
template <class V>
struct ProtheroRobinson {
    V rate;
    Vector<V, 1> operator()(V t, const Vector<V, 1>& y) const {
        return {{V(std::cos(t)) - rate * (y[0] - V(std::sin(t)))}};
    }
    DenseLinear<V, 1> linearise(V t, const Vector<V, 1>&) const {
        return {{{-rate}}, {{rate * std::cos(t) - std::sin(t)}}};
    }
};

/// y1' = y2, y2' = mu (1 - y1^2) y2 - y1 + cos t: nonlinear, time-dependent.
struct VanDerPol {
    double mu;
    Vector<double, 2> operator()(double t, const Vector<double, 2>& y) const {
        return {{y[1], mu * (1 - y[0] * y[0]) * y[1] - y[0] + std::cos(t)}};
    }
    DenseLinear<double, 2> linearise(double t, const Vector<double, 2>& y) const {
        return {{{0, 1, -2 * mu * y[0] * y[1] - 1, mu * (1 - y[0] * y[0])}}, {{0, -std::sin(t)}}};
    }
};

template <class Method, int N, class System>
Vector<double, N> run(const System& system, Vector<double, N> y, double length, int steps) {
    const double h = length / steps;
    Vector<double, N> slope = system(0.0, y);
    for (int i = 0; i < steps; ++i) {
        const auto step = Method::step(system, i * h, y, slope, h);
        y = step.end;
        slope = step.slope_at_end;
    }
    return y;
}

/// Gain of halving the step of van der Pol's equation, in powers of two.
template <class Method>
double gain(int steps) {
    const VanDerPol system{2};
    const Vector<double, 2> start{{1.5, 0.2}}, exact = run<Rodas4>(system, start, 2, 8000);
    const auto error = [&](int n) {
        const Vector<double, 2> y = run<Method>(system, start, 2, n);
        return std::hypot(y[0] - exact[0], y[1] - exact[1]);
    };
    return std::log2(error(steps) / error(2 * steps));
}

TEST(Rodas4, HalvingTheStepGainsFourOrders) {
    EXPECT_NEAR(gain<Rodas4>(80), 4, 0.1);
}
TEST(Rodas3, HalvingTheStepGainsThreeOrders) {
    EXPECT_NEAR(gain<Rodas3>(200), 3, 0.1);
}

template <class Method>
double estimate_gain() {
    const VanDerPol system{1};
    const Vector<double, 2> start{{1.5, 0.2}};
    const auto estimate = [&](double h) {
        const auto step = Method::step(system, 0.0, start, system(0.0, start), h);
        return std::hypot(step.error[0], step.error[1]);
    };
    return std::log2(estimate(0.02) / estimate(0.01));
}

TEST(Rodas4, ItsErrorEstimateFallsWithTheFourthPowerOfTheStep) {
    EXPECT_NEAR(estimate_gain<Rodas4>(), 1 / Rodas4::error_exponent, 0.25);
}
TEST(Rodas3, ItsErrorEstimateFallsWithTheThirdPowerOfTheStep) {
    EXPECT_NEAR(estimate_gain<Rodas3>(), 1 / Rodas3::error_exponent, 0.25);
}

// A step of a million time constants: explicit methods would end near 10^6 times the error at the start; an
// L-stable one forgets it, and ends as far off the curve as its stage order leaves it.
template <class Method>
void expect_l_stable() {
    const ProtheroRobinson<double> system{1e7};
    const Vector<double, 1> off{{1.0}};
    const auto step = Method::step(system, 0.0, off, system(0.0, off), 0.1);
    EXPECT_NEAR(step.end[0], std::sin(0.1), 1e-4);
}
TEST(Rodas4, ForgetsAFastTransientInOneStep) {
    expect_l_stable<Rodas4>();
}
TEST(Rodas3, ForgetsAFastTransientInOneStep) {
    expect_l_stable<Rodas3>();
}

TEST(Rodas4, KeepsOrderOneAtLeastOnAStiffProblem) {
    const ProtheroRobinson<double> system{1e6};
    const auto error = [&](int steps) {
        return std::abs(run<Rodas4>(system, Vector<double, 1>{{0.0}}, 2, steps)[0] - std::sin(2.0));
    };
    for (const int steps : {10, 40}) EXPECT_LT(error(steps), 1e-5 / steps);
}

/// Largest error of the dense output of one step of length h.
template <class Method>
double dense_error(double h) {
    const VanDerPol system{1};
    const Vector<double, 2> start{{1.5, 0.2}}, slope = system(0.0, start);
    const auto step = Method::step(system, 0.0, start, slope, h);
    double worst = 0;
    for (const double x : {0.25, 0.5, 0.75}) {
        const Vector<double, 2> exact = run<Rodas4>(system, start, x * h, 2000);
        for (int i = 0; i < 2; ++i)
            worst = std::max(worst, std::abs(Method::between(step, start, slope, h, x, i) - exact[i]));
    }
    return worst;
}

template <class Method>
void expect_dense_output_of_order_3() {
    EXPECT_NEAR(std::log2(dense_error<Method>(0.1) / dense_error<Method>(0.05)), 4, 0.5);
}
TEST(Rodas4, ItsDenseOutputIsOfOrderThree) {
    expect_dense_output_of_order_3<Rodas4>();
}
TEST(Rodas3, ItsDenseOutputIsOfOrderThree) {
    expect_dense_output_of_order_3<Rodas3>();
}

template <class Method>
void expect_ends() {
    const VanDerPol system{1};
    const Vector<double, 2> start{{1.5, 0.2}}, slope = system(0.0, start);
    const auto step = Method::step(system, 0.0, start, slope, 0.1);
    for (int i = 0; i < 2; ++i) {
        EXPECT_DOUBLE_EQ(Method::between(step, start, slope, 0.1, 0.0, i), start[i]);
        EXPECT_DOUBLE_EQ(Method::between(step, start, slope, 0.1, 1.0, i), step.end[i]);
    }
}
TEST(Rodas4, ItsDenseOutputJoinsTheEnds) {
    expect_ends<Rodas4>();
}
TEST(Rodas3, ItsDenseOutputJoinsTheEnds) {
    expect_ends<Rodas3>();
}

}  // namespace
}  // namespace twinarm
