// The static factorisation: solves what it says, and fills in nothing for the model in its order.
#include "bench/steppers/sparse_lu.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "bench/jacobian/pattern.hpp"
#include "kernels/core/lanes.hpp"

namespace twinarm {
namespace {

/// An arrow: eliminated from its tip it fills in everywhere, from its shaft nowhere.
template <bool tip_first>
struct Arrow {
    struct Entry {
        int row, column;
    };
    static constexpr int size = 5, count = 12;
    static constexpr Entry entries[count] = {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 0},
                                             {2, 0}, {3, 0}, {4, 0}, {2, 2}, {3, 3}, {4, 4}};
    static constexpr int order[size] = {tip_first ? 0 : 4, tip_first ? 4 : 3, tip_first ? 3 : 2,
                                        tip_first ? 2 : 1, tip_first ? 1 : 0};
};
static_assert(LuPlan<Arrow<true>>().filled == 12);
static_assert(LuPlan<Arrow<false>>().filled == 0);

TEST(LuPlan, TheModelFillsInNothingInItsOrder) {
    constexpr LuPlan<JacobianPattern> plan;
    EXPECT_EQ(plan.filled, 0);
    EXPECT_EQ(plan.count, 83 + 2);  // the two hazards have no diagonal of their own
    // One scaling for a reciprocal of each of 22 pivots, one product for every other element.
    EXPECT_EQ(LuList<LuSolution<JacobianPattern>>::count, plan.count);
}

TEST(LuPlan, TheModelsOrderNamesEveryStateOnce) {
    bool seen[state_count] = {};
    for (const StateIndex state : JacobianPattern::order) seen[state] = true;
    for (const bool s : seen) EXPECT_TRUE(s);
}

template <class Pattern>
void expect_solution(unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(-1, 1);
    double jacobian[Pattern::count];
    for (double& x : jacobian) x = uniform(random);
    Vector<double, Pattern::size> x, b;
    for (int i = 0; i < Pattern::size; ++i) x[i] = uniform(random);
    const double diagonal = 7;
    for (int i = 0; i < Pattern::size; ++i) b[i] = diagonal * x[i];
    for (int k = 0; k < Pattern::count; ++k)
        b[Pattern::entries[k].row] -= jacobian[k] * x[Pattern::entries[k].column];
    SparseLu<double, Pattern>(jacobian, diagonal).solve(b);
    // A row's entries sum to less than its diagonal or little more: a condition number of a few tens.
    for (int i = 0; i < Pattern::size; ++i) EXPECT_NEAR(b[i], x[i], 100 * 2.2e-16 * 7) << i;
}

TEST(SparseLu, SolvesForRandomEntriesOfThePattern) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        expect_solution<JacobianPattern>(seed);
        expect_solution<Arrow<true>>(seed);
        expect_solution<Arrow<false>>(seed);
    }
}

#if TWINARM_PACKS
TEST(SparseLu, GivesALaneTheBitsItHasAlone) {
    using V = Pack<double, 4>;
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> uniform(-1, 1);
    V jacobian[JacobianPattern::count], diagonal = V(0);
    Vector<V, state_count> b;
    for (int i = 0; i < 4; ++i) {
        for (V& x : jacobian) x.set(i, uniform(random));
        for (int k = 0; k < state_count; ++k) b[k].set(i, uniform(random));
        diagonal.set(i, 3.0 + i);
    }
    Vector<V, state_count> x = b;
    SparseLu<V, JacobianPattern>(jacobian, diagonal).solve(x);
    for (int i = 0; i < 4; ++i) {
        double own[JacobianPattern::count];
        for (int k = 0; k < JacobianPattern::count; ++k) own[k] = jacobian[k][i];
        Vector<double, state_count> alone;
        for (int k = 0; k < state_count; ++k) alone[k] = b[k][i];
        SparseLu<double, JacobianPattern>(own, 3.0 + i).solve(alone);
        for (int k = 0; k < state_count; ++k) EXPECT_EQ(x[k][i], alone[k]) << k;
    }
}
#endif

}  // namespace
}  // namespace twinarm
