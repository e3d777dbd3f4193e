// The Butcher table of Tsitouras 5(4): read out of the step itself, it satisfies the order conditions.
#include "kernels/ode/tsit5.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>

namespace twinarm {
namespace {

constexpr int stages = 7;
using Weights = std::array<double, stages>;

struct Table {
    std::array<Weights, stages> a{};
    Weights c{}, b{}, error{};
};

/// With slopes that are unit vectors, one for each stage, the states at which the step asks for slopes are
/// the rows of the table.
Table table() {
    Table table;
    int stage = 0;
    const auto unit = [](int i) {
        Vector<double, stages> e{};
        e[i] = 1;
        return e;
    };
    const auto slopes = [&](double t, const Vector<double, stages>& y) {
        ++stage;
        table.c[std::size_t(stage)] = t;
        for (int j = 0; j < stages; ++j) table.a[std::size_t(stage)][std::size_t(j)] = y[j];
        return unit(stage);
    };
    const auto step = Tsit5::step(slopes, 0.0, Vector<double, stages>{}, unit(0), 1.0);
    for (int j = 0; j < stages; ++j) {
        table.b[std::size_t(j)] = step.end[j];
        table.error[std::size_t(j)] = step.error[j];
    }
    return table;
}

const Table tsit5 = table();

/// sum_i w_i f(i)
double sum(const Weights& w, const std::function<double(std::size_t)>& f) {
    double total = 0;
    for (std::size_t i = 0; i < stages; ++i) total += w[i] * f(i);
    return total;
}
double c(std::size_t i) {
    return tsit5.c[i];
}
/// sum_j a_ij f(j)
std::function<double(std::size_t)> A(const std::function<double(std::size_t)>& f) {
    return [f](std::size_t i) { return sum(tsit5.a[i], f); };
}
double square(double x) {
    return x * x;
}
double c2(std::size_t i) {
    return square(c(i));
}
double c3(std::size_t i) {
    return c(i) * c2(i);
}

// One rooted tree a condition (Hairer, Norsett, Wanner 1993, table II.2.2). The coefficients are printed to
// 16 places and reach 13: 7 * 13 * 1e-16 and less.
constexpr double rounding = 1e-14;

TEST(Tsit5, EveryRowSumsToItsNode) {
    for (std::size_t i = 1; i < stages; ++i)
        EXPECT_NEAR(sum(tsit5.a[i], [](std::size_t) { return 1.0; }), c(i), rounding);
}

void expect_order_4(const Weights& b) {
    EXPECT_NEAR(sum(b, [](std::size_t) { return 1.0; }), 1, rounding);
    EXPECT_NEAR(sum(b, c), 1. / 2, rounding);
    EXPECT_NEAR(sum(b, c2), 1. / 3, rounding);
    EXPECT_NEAR(sum(b, A(c)), 1. / 6, rounding);
    EXPECT_NEAR(sum(b, c3), 1. / 4, rounding);
    EXPECT_NEAR(sum(b, [](std::size_t i) { return c(i) * A(c)(i); }), 1. / 8, rounding);
    EXPECT_NEAR(sum(b, A(c2)), 1. / 12, rounding);
    EXPECT_NEAR(sum(b, A(A(c))), 1. / 24, rounding);
}

TEST(Tsit5, SatisfiesTheEightConditionsUpToOrderFour) {
    expect_order_4(tsit5.b);
}

TEST(Tsit5, SatisfiesTheNineConditionsOfOrderFive) {
    const Weights& b = tsit5.b;
    EXPECT_NEAR(sum(b, [](std::size_t i) { return square(c2(i)); }), 1. / 5, rounding);
    EXPECT_NEAR(sum(b, [](std::size_t i) { return c2(i) * A(c)(i); }), 1. / 10, rounding);
    EXPECT_NEAR(sum(b, [](std::size_t i) { return square(A(c)(i)); }), 1. / 20, rounding);
    EXPECT_NEAR(sum(b, [](std::size_t i) { return c(i) * A(c2)(i); }), 1. / 15, rounding);
    EXPECT_NEAR(sum(b, A(c3)), 1. / 20, rounding);
    EXPECT_NEAR(sum(b, [](std::size_t i) { return c(i) * A(A(c))(i); }), 1. / 30, rounding);
    EXPECT_NEAR(sum(b, A([](std::size_t i) { return c(i) * A(c)(i); })), 1. / 40, rounding);
    EXPECT_NEAR(sum(b, A(A(c2))), 1. / 60, rounding);
    EXPECT_NEAR(sum(b, A(A(A(c)))), 1. / 120, rounding);
}

TEST(Tsit5, TheEmbeddedSolutionIsOfOrderFourAndNotFive) {
    Weights embedded;
    for (std::size_t i = 0; i < stages; ++i) embedded[i] = tsit5.b[i] - tsit5.error[i];
    expect_order_4(embedded);
    EXPECT_GT(std::abs(sum(embedded, [](std::size_t i) { return square(c2(i)); }) - 1. / 5), 1e-4);
}

TEST(Tsit5, TheLastSlopeIsThatOfTheEnd) {
    for (std::size_t j = 0; j < stages; ++j) EXPECT_EQ(tsit5.a[6][j], tsit5.b[j]);
    EXPECT_EQ(tsit5.c[6], 1);
}

// A pendulum: y'' = -sin y, nonlinear, with a first integral.
Vector<double, 2> pendulum(double, const Vector<double, 2>& y) {
    return {{y[1], -std::sin(y[0])}};
}
Vector<double, 2> swing(int steps, double length) {
    Vector<double, 2> y{{1.5, 0.2}};
    Vector<double, 2> slope = pendulum(0, y);
    const double h = length / steps;
    for (int i = 0; i < steps; ++i) {
        const auto step = Tsit5::step(pendulum, i * h, y, slope, h);
        y = step.end;
        slope = step.slope_at_end;
    }
    return y;
}

TEST(Tsit5, HalvingTheStepGainsFiveOrders) {
    const Vector<double, 2> exact = swing(20000, 10);  // (1/2000)^5: below rounding
    const auto error = [&](int steps) {
        const Vector<double, 2> y = swing(steps, 10);
        return std::hypot(y[0] - exact[0], y[1] - exact[1]);
    };
    // The method's terms of order 5 are small on purpose: those of order 6 still show, and fade with h.
    const double coarse = std::log2(error(100) / error(200)), fine = std::log2(error(200) / error(400));
    EXPECT_GT(coarse, 5);
    EXPECT_LT(coarse, 6);
    EXPECT_GT(fine, 5);
    EXPECT_LT(fine, coarse);
}

TEST(Tsit5, ItsErrorEstimateFallsWithTheFifthPowerOfTheStepAndBoundsTheTrueError) {
    const Vector<double, 2> start{{1.5, 0.2}};
    const auto one_step = [&](double h) { return Tsit5::step(pendulum, 0.0, start, pendulum(0, start), h); };
    const auto estimate = [&](double h) {
        const auto step = one_step(h);
        return std::hypot(step.error[0], step.error[1]);
    };
    const auto truth = [&](double h) {
        const Vector<double, 2> exact = swing(1000, h);
        const auto step = one_step(h);
        return std::hypot(step.end[0] - exact[0], step.end[1] - exact[1]);
    };
    EXPECT_NEAR(std::log2(estimate(0.2) / estimate(0.1)), 5, 0.3);
    EXPECT_NEAR(std::log2(truth(0.4) / truth(0.2)), 6, 0.5);
    for (const double h : {0.4, 0.2, 0.1}) EXPECT_LT(truth(h), estimate(h));
}

}  // namespace
}  // namespace twinarm
