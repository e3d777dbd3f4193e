// Which slope depends on which state: the non-zeros of the Jacobian, and the order in which to eliminate
// them.
#pragma once

#include "kernels/model/state.hpp"

TWINARM_BEGIN

/// The Jacobian d slope_row / d state_column of physiology.hpp has 83 non-zeros of 484. Two groups of states
/// feed back on each other (surface receptors, induced CD25, the CD8 signal and tachyphylaxis; tumour CD8,
/// memory, PD-L1 and the two clones); everything else only passes on. The order below begins with what
/// nothing depends on, so that an elimination without pivoting fills in nothing.
struct JacobianPattern {
    struct Entry {
        StateIndex row, column;
    };
    static constexpr int size = state_count;
    // clang-format off
    static constexpr Entry entries[] = {
        {circulating, circulating}, {circulating, cd25_induction},
        {surface_receptor, surface_receptor}, {surface_receptor, cd25_induction},
        {cd25_induction, surface_receptor}, {cd25_induction, cd25_induction},
        {cd25_induction, tachyphylaxis},
        {cd8_signal, surface_receptor}, {cd8_signal, cd25_induction}, {cd8_signal, cd8_signal},
        {cd8_signal, tachyphylaxis},
        {treg_signal, surface_receptor}, {treg_signal, treg_signal}, {treg_signal, tachyphylaxis},
        {tumour_signal, tumour_signal},
        {cd8, cd8_signal}, {cd8, cd8},
        {nk, cd8_signal}, {nk, nk},
        {treg, treg_signal}, {treg, treg},
        {other_lymphocytes, cd8_signal}, {other_lymphocytes, other_lymphocytes},
        {tachyphylaxis, cd8_signal}, {tachyphylaxis, tachyphylaxis},
        {chronic_signal, cd8_signal}, {chronic_signal, chronic_signal},
        {tumour_cd8, chronic_signal}, {tumour_cd8, tumour_cd8}, {tumour_cd8, bystander_cd8},
        {tumour_cd8, tumour_treg}, {tumour_cd8, memory}, {tumour_cd8, adaptive_pdl1},
        {tumour_cd8, log_sensitive}, {tumour_cd8, log_resistant},
        {bystander_cd8, cd8}, {bystander_cd8, bystander_cd8},
        {tumour_treg, tumour_signal}, {tumour_treg, treg}, {tumour_treg, bystander_cd8},
        {tumour_treg, tumour_treg},
        {memory, tumour_signal}, {memory, chronic_signal}, {memory, tumour_cd8},
        {memory, bystander_cd8}, {memory, tumour_treg}, {memory, memory}, {memory, adaptive_pdl1},
        {memory, log_sensitive}, {memory, log_resistant},
        {adaptive_pdl1, chronic_signal}, {adaptive_pdl1, tumour_cd8}, {adaptive_pdl1, bystander_cd8},
        {adaptive_pdl1, tumour_treg}, {adaptive_pdl1, memory}, {adaptive_pdl1, adaptive_pdl1},
        {log_sensitive, chronic_signal}, {log_sensitive, tumour_cd8}, {log_sensitive, bystander_cd8},
        {log_sensitive, tumour_treg}, {log_sensitive, memory}, {log_sensitive, adaptive_pdl1},
        {log_sensitive, log_sensitive}, {log_sensitive, log_resistant},
        {log_resistant, chronic_signal}, {log_resistant, tumour_cd8}, {log_resistant, bystander_cd8},
        {log_resistant, tumour_treg}, {log_resistant, memory}, {log_resistant, adaptive_pdl1},
        {log_resistant, log_sensitive}, {log_resistant, log_resistant},
        {leak, leak},
        {new_lesion_hazard, chronic_signal}, {new_lesion_hazard, tumour_cd8},
        {new_lesion_hazard, bystander_cd8}, {new_lesion_hazard, tumour_treg},
        {new_lesion_hazard, memory}, {new_lesion_hazard, adaptive_pdl1},
        {new_lesion_hazard, log_sensitive}, {new_lesion_hazard, log_resistant},
        {death_hazard, log_sensitive}, {death_hazard, log_resistant},
    };
    static constexpr StateIndex order[size] = {
        new_lesion_hazard, death_hazard, leak, circulating, nk, other_lymphocytes, adaptive_pdl1,
        log_sensitive, log_resistant, tumour_cd8, memory, tumour_treg, bystander_cd8, chronic_signal,
        tumour_signal, treg, treg_signal, cd8, surface_receptor, cd25_induction, cd8_signal,
        tachyphylaxis};
    // clang-format on
    static constexpr int count = int(sizeof entries / sizeof entries[0]);

    /// Place of an entry in the list, or -1 where the slope does not depend on the state.
    static constexpr int place(int row, int column) {
        for (int i = 0; i < count; ++i)
            if (entries[i].row == row && entries[i].column == column) return i;
        return -1;
    }
};

template <StateIndex row, StateIndex column>
constexpr int place_of_entry() {
    static_assert(JacobianPattern::place(row, column) >= 0, "this slope does not depend on that state");
    return JacobianPattern::place(row, column);
}
template <StateIndex row, StateIndex column>
inline constexpr int entry = place_of_entry<row, column>();

/// The non-zeros: jacobian[entry<cd8, cd8_signal>] is d slope[cd8] / d y[cd8_signal].
template <class V>
struct Jacobian {
    V value[JacobianPattern::count];
    TWINARM_HD V& operator[](int i) { return value[i]; }
    TWINARM_HD const V& operator[](int i) const { return value[i]; }
};

TWINARM_END
