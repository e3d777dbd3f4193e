// Solves (diagonal I - J) x = b for a Jacobian whose non-zeros are known at compile time: straight lines of
// arithmetic without an index at run time.
#pragma once

#include <utility>

#include "bench/steppers/lu_plan.hpp"

TWINARM_BEGIN

template <class V, class Pattern>
struct SparseLu {
    static constexpr LuPlan<Pattern> plan{};
    V element[plan.count];
    V reciprocal[Pattern::size];  ///< of the pivots

    /// Factors of diagonal I - J; `jacobian[i]` is the value of Pattern::entries[i].
    template <class Jacobian>
    TWINARM_HD SparseLu(const Jacobian& jacobian, V diagonal) {
        for (int i = 0; i < plan.count; ++i) element[i] = V(0);
        load(jacobian, std::make_integer_sequence<int, Pattern::count>());
        shift(diagonal, std::make_integer_sequence<int, Pattern::size>());
        eliminate(std::make_integer_sequence<int, LuList<LuElimination<Pattern>>::count>());
    }

    /// x in place of b.
    TWINARM_HD void solve(Vector<V, Pattern::size>& b) const {
        substitute(b, std::make_integer_sequence<int, LuList<LuSolution<Pattern>>::count>());
    }

  private:
    template <class Jacobian, int... entry>
    TWINARM_HD void load(const Jacobian& jacobian, std::integer_sequence<int, entry...>) {
        (load_one<entry>(jacobian), ...);
    }
    template <int entry, class Jacobian>
    TWINARM_HD void load_one(const Jacobian& jacobian) {
        constexpr int place = plan.place[Pattern::entries[entry].row][Pattern::entries[entry].column];
        element[place] = -jacobian[entry];
    }
    template <int... state>
    TWINARM_HD void shift(V diagonal, std::integer_sequence<int, state...>) {
        (shift_one<state>(diagonal), ...);
    }
    template <int state>
    TWINARM_HD void shift_one(V diagonal) {
        constexpr int place = plan.place[state][state];
        element[place] = element[place] + diagonal;
    }
    template <int... step>
    TWINARM_HD void eliminate(std::integer_sequence<int, step...>) {
        (eliminate_one<step>(), ...);
    }
    template <int index>
    TWINARM_HD void eliminate_one() {
        constexpr LuStep step = LuList<LuElimination<Pattern>>::list.step[index];
        if constexpr (step.operation == LuOperation::invert)
            reciprocal[step.target] = V(1) / element[step.left];
        else if constexpr (step.operation == LuOperation::scale)
            element[step.target] = element[step.target] * reciprocal[step.left];
        else
            element[step.target] = element[step.target] - element[step.left] * element[step.right];
    }
    template <int... step>
    TWINARM_HD void substitute(Vector<V, Pattern::size>& b, std::integer_sequence<int, step...>) const {
        (substitute_one<step>(b), ...);
    }
    template <int index>
    TWINARM_HD void substitute_one(Vector<V, Pattern::size>& b) const {
        constexpr LuStep step = LuList<LuSolution<Pattern>>::list.step[index];
        if constexpr (step.operation == LuOperation::scale)
            b[step.target] = b[step.target] * reciprocal[step.left];
        else
            b[step.target] = b[step.target] - element[step.left] * b[step.right];
    }
};

TWINARM_END
