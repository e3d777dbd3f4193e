// The Butcher tables of the explicit methods, read out of their steps: one condition for each rooted tree.
#include <gtest/gtest.h>

#include <cmath>

#include "bench/steppers/bs3.hpp"
#include "bench/steppers/classical_rk4.hpp"
#include "bench/steppers/vern7.hpp"
#include "kernels/ode/tsit5.hpp"
#include "tests/bench/steppers/rooted_trees.hpp"

namespace twinarm {
namespace {

using oracle::Table;

/// With slopes that are unit vectors, one for each stage, the states at which a step asks for slopes are the
/// rows of its table. The last stage is the slope at the end.
template <class Method, int stages>
Table table_of() {
    using Stages = Vector<double, stages>;
    Table table{std::vector<std::vector<double>>(stages, std::vector<double>(stages)),
                std::vector<double>(stages),
                {},
                {}};
    const auto unit = [](int i) {
        Stages e{};
        e[i] = 1;
        return e;
    };
    int stage = 0;
    const auto slopes = [&](double t, const Stages& y) {
        ++stage;
        table.c[std::size_t(stage)] = t;
        for (int j = 0; j < stages; ++j) table.a[std::size_t(stage)][std::size_t(j)] = y[j];
        return unit(stage);
    };
    const auto step = Method::step(slopes, 0.0, Stages{}, unit(0), 1.0);
    EXPECT_EQ(stage, stages - 1);
    for (int j = 0; j < stages; ++j) {
        table.b.push_back(step.end[j]);
        table.error.push_back(step.error[j]);
        EXPECT_EQ(step.slope_at_end[j], j == stages - 1) << "the last slope is that of the end";
        EXPECT_EQ(table.a[stages - 1][std::size_t(j)], step.end[j]);
    }
    return table;
}

/// Largest miss of the conditions of one order. Coefficients up to 200 in Verner's table cancel: an ulp of
/// each is 3e-14, which products of weights up to 0.5 and a second such row make 1e-12.
double worst_miss(const Table& table, const std::vector<double>& weights, int order) {
    double worst = 0;
    for (const oracle::Tree& tree : oracle::trees_of(order))
        worst = std::max(worst, std::abs(oracle::elementary_weight(table, weights, tree) - 1 / tree.density));
    return worst;
}
constexpr double rounding = 1e-12;

TEST(RootedTrees, AreAsManyAsCayleyCounted) {
    const std::size_t known[] = {1, 1, 2, 4, 9, 20, 48, 115};
    for (int order = 1; order <= 8; ++order) EXPECT_EQ(oracle::trees_of(order).size(), known[order - 1]);
}

template <class Method, int stages>
void expect_order(int order, int embedded_order) {
    const Table table = table_of<Method, stages>();
    for (std::size_t i = 0; i < stages; ++i) {
        double sum = 0;
        for (const double a : table.a[i]) sum += a;
        EXPECT_NEAR(sum, table.c[i], rounding) << "row " << i;
    }
    for (int n = 1; n <= order; ++n) EXPECT_LT(worst_miss(table, table.b, n), rounding) << n;
    EXPECT_GT(worst_miss(table, table.b, order + 1), 1e-6);
    if (embedded_order == 0) return;
    std::vector<double> embedded = table.b;
    for (std::size_t i = 0; i < embedded.size(); ++i) embedded[i] -= table.error[i];
    for (int n = 1; n <= embedded_order; ++n) EXPECT_LT(worst_miss(table, embedded, n), rounding) << n;
    EXPECT_GT(worst_miss(table, embedded, embedded_order + 1), 1e-6);
    EXPECT_DOUBLE_EQ(Method::error_exponent, 1.0 / (embedded_order + 1));
}

TEST(BogackiShampine, IsOfOrderThreeWithAnEmbeddedTwo) {
    expect_order<BogackiShampine, 4>(3, 2);
}
TEST(ClassicalRungeKutta, IsOfOrderFour) {
    expect_order<ClassicalRungeKutta, 5>(4, 0);
}
TEST(Tsit5, IsOfOrderFiveWithAnEmbeddedFour) {
    expect_order<Tsit5, 7>(5, 4);
}
TEST(Verner7, IsOfOrderSevenWithAnEmbeddedSix) {
    expect_order<Verner7, 11>(7, 6);
}

TEST(ClassicalRungeKutta, EstimatesNoError) {
    for (const double error : table_of<ClassicalRungeKutta, 5>().error) EXPECT_EQ(error, 0);
}

TEST(Hermite, ReproducesEveryCubic) {
    const auto cubic = [](double t) { return 1 + t * (2 + t * (-3 + t * 5)); };
    const auto slope = [](double t) { return 2 + t * (-6 + t * 15); };
    for (const double x : {0.0, 0.2, 0.5, 0.9, 1.0})
        EXPECT_NEAR(hermite(cubic(1), slope(1), cubic(3), slope(3), 2.0, x), cubic(1 + 2 * x), 1e-12);
}

}  // namespace
}  // namespace twinarm
