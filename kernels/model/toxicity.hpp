// Toxicity of IL-2: vascular leak, hypotension, eosinophils, soluble CD25.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/parameter.hpp"
#include "kernels/model/lymphocytes.hpp"
#include "kernels/model/state.hpp"

// clang-format off
#define TWINARM_TOXICITY(entry)                                                                        \
    entry(leak_rate, "1/h", 190, "vascular leak at full endothelial occupancy, k_L")                   \
    entry(leak_recovery, "1/h", 191, "recovery from leak, k_Lo")                                       \
    entry(leak_tolerance, "1", 192, "leak above which this patient's team omits a dose, tol")          \
    entry(hypotension_rate, "1/h", 193, "rise of the hypotension drive, k_H")                          \
    entry(hypotension_recovery, "1/h", 194, "recovery of the hypotension drive, k_Ho")                 \
    entry(hypotension_half_drive, "1", 195, "stimulus of half-maximal rise")                           \
    entry(hypotension_leak_weight, "1", 196, "weight of leak in that stimulus, relative to NK signal") \
    entry(hypotension_grade1, "1", 197, "drive of grade 1 hypotension in the typical patient")         \
    entry(hypotension_grade2, "1", 198, "drive of grade 2")                                            \
    entry(hypotension_grade3, "1", 199, "drive of grade 3")                                            \
    entry(hypotension_grade4, "1", 200, "drive of grade 4")                                            \
    entry(hypotension_resistance, "1", 201, "between-patient factor on these four, median 1")          \
    entry(eosinophil_effect, "1", 202, "rise of eosinophil precursors per ILC2 occupancy, e_S")        \
    entry(eosinophil_precursor_rate, "1/h", 203, "turnover of eosinophil precursors, k_p")             \
    entry(eosinophil_rate, "1/h", 204, "turnover of blood eosinophils, k_e")                           \
    entry(soluble_cd25_rate, "1/h", 205, "turnover of soluble CD25, k_s")                              \
    entry(soluble_cd25_of_cd8, "1", 206, "soluble CD25 that full induction on CD8 adds, over baseline") \
    entry(soluble_cd25_of_treg, "1", 207, "soluble CD25 that each further Treg baseline adds, over baseline")
// clang-format on

TWINARM_BEGIN

template <class V>
struct Toxicity {
    TWINARM_TOXICITY(TWINARM_FIELD)
};

/// Slopes of the five toxicity states. Source: kernels/README.md, "Toxicity".
template <class V>
TWINARM_HD TWINARM_INLINED void toxicity_slopes(const Toxicity<V>& p, const Occupancy<V>& occupied,
                                                V nk_stimulus, const State<V>& y, State<V>& slope) {
    slope[leak] = p.leak_rate * occupied.endothelium * (V(1) - y[leak]) - p.leak_recovery * y[leak];
    const V stimulus = nk_stimulus * y[nk] + p.hypotension_leak_weight * y[leak];
    slope[hypotension] =
        p.hypotension_rate * saturating(stimulus, p.hypotension_half_drive) * (V(1) - y[hypotension]) -
        p.hypotension_recovery * y[hypotension];
    slope[eosinophil_precursor] =
        p.eosinophil_precursor_rate * (V(1) + p.eosinophil_effect * occupied.ilc2 - y[eosinophil_precursor]);
    slope[eosinophils] = p.eosinophil_rate * (y[eosinophil_precursor] - y[eosinophils]);
    slope[soluble_cd25] = p.soluble_cd25_rate * (V(1) + p.soluble_cd25_of_cd8 * y[cd25_induction] +
                                                 p.soluble_cd25_of_treg * (y[treg] - V(1)) - y[soluble_cd25]);
}

/// Hypotension grade 0 to 4 at a drive.
template <class V>
TWINARM_HD inline int hypotension_grade(const Toxicity<V>& p, V drive) {
    return int(drive > p.hypotension_grade1 * p.hypotension_resistance) +
           int(drive > p.hypotension_grade2 * p.hypotension_resistance) +
           int(drive > p.hypotension_grade3 * p.hypotension_resistance) +
           int(drive > p.hypotension_grade4 * p.hypotension_resistance);
}

TWINARM_END
