// The elimination of a small sparse matrix as a list of single operations, worked out by the compiler.
#pragma once

#include "kernels/core/vector.hpp"

TWINARM_BEGIN

/// Where the factors of A = L U (ones on U's diagonal) have elements. A `Pattern` states its `size`, its
/// `entries[i].row` and `.column`, and the `order` of elimination; the diagonal belongs to the matrix whether
/// it is listed or not. There is no pivoting.
template <class Pattern>
struct LuPlan {
    static constexpr int size = Pattern::size;
    int place[size][size] = {};  ///< by state: where the factors keep this element, or -1
    int count = 0;               ///< elements kept, fill included
    int filled = 0;              ///< of these, how many the matrix itself does not have

    constexpr LuPlan() {
        bool present[size][size] = {};
        for (int i = 0; i < size; ++i) present[i][i] = true;
        for (const auto& entry : Pattern::entries) present[entry.row][entry.column] = true;
        for (int k = 0; k < size; ++k)
            for (int i = k + 1; i < size; ++i)
                for (int j = k + 1; j < size; ++j) {
                    const int pivot = Pattern::order[k], row = Pattern::order[i], column = Pattern::order[j];
                    if (!present[row][pivot] || !present[pivot][column] || present[row][column]) continue;
                    present[row][column] = true;
                    ++filled;
                }
        for (int row = 0; row < size; ++row)
            for (int column = 0; column < size; ++column)
                place[row][column] = present[row][column] ? count++ : -1;
    }
};

enum class LuOperation {
    invert,    ///< reciprocal[target] = 1 / element[left]
    scale,     ///< element[target] *= reciprocal[left]
    subtract,  ///< element[target] -= element[left] * element[right]
};
struct LuStep {
    LuOperation operation;
    int target, left, right;
};

/// Calls visit(step) for every step of the elimination.
template <class Pattern>
struct LuElimination {
    template <class Visit>
    static constexpr void for_each(const Visit& visit) {
        constexpr LuPlan<Pattern> plan;
        for (int k = 0; k < Pattern::size; ++k) {
            const int pivot = Pattern::order[k];
            visit(LuStep{LuOperation::invert, pivot, plan.place[pivot][pivot], -1});
            for (int j = k + 1; j < Pattern::size; ++j) {
                const int column = Pattern::order[j], upper = plan.place[pivot][column];
                if (upper < 0) continue;
                visit(LuStep{LuOperation::scale, upper, pivot, -1});
                for (int i = k + 1; i < Pattern::size; ++i) {
                    const int row = Pattern::order[i], lower = plan.place[row][pivot];
                    if (lower >= 0)
                        visit(LuStep{LuOperation::subtract, plan.place[row][column], lower, upper});
                }
            }
        }
    }
};

/// Of the solution of A x = b in place: here target and right are states of b, left an element.
template <class Pattern>
struct LuSolution {
    template <class Visit>
    static constexpr void for_each(const Visit& visit) {
        constexpr LuPlan<Pattern> plan;
        const auto subtract = [&](int row, int column) {
            if (plan.place[row][column] >= 0)
                visit(LuStep{LuOperation::subtract, row, plan.place[row][column], column});
        };
        for (int k = 0; k < Pattern::size; ++k) {
            for (int j = 0; j < k; ++j) subtract(Pattern::order[k], Pattern::order[j]);
            visit(LuStep{LuOperation::scale, Pattern::order[k], Pattern::order[k], -1});
        }
        for (int k = Pattern::size - 1; k >= 0; --k)
            for (int j = k + 1; j < Pattern::size; ++j) subtract(Pattern::order[k], Pattern::order[j]);
    }
};

/// The steps of a program as a constant list.
template <class Program>
struct LuList {
    static constexpr int count = [] {
        int steps = 0;
        Program::for_each([&](LuStep) { ++steps; });
        return steps;
    }();
    struct Steps {
        LuStep step[count];
    };
    static constexpr Steps list = [] {
        Steps out{};
        int steps = 0;
        Program::for_each([&](LuStep step) { out.step[steps++] = step; });
        return out;
    }();
};

TWINARM_END
