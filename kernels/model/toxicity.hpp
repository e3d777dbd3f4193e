// Toxicity of IL-2: vascular leak and hypotension.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/parameter.hpp"
#include "kernels/model/lymphocytes.hpp"
#include "kernels/model/state.hpp"

// clang-format off
#define TWINARM_TOXICITY(entry)                                                                        \
    entry(leak_rate, "1/h", 190, "vascular leak at full occupancy of NK cells and endothelium, k_L")   \
    entry(leak_recovery, "1/h", 191, "recovery from leak, k_Lo")                                       \
    entry(leak_without_endothelium, "1", 208, "share of that rate where endothelium binds nothing, v") \
    entry(leak_tolerance, "1", 192, "leak above which this patient's team omits a dose, tol")          \
    entry(hypotension_grade1, "1", 197, "leak of grade 1 hypotension in the typical patient")          \
    entry(hypotension_grade2, "1", 198, "leak of grade 2")                                             \
    entry(hypotension_grade3, "1", 199, "leak of grade 3")                                             \
    entry(hypotension_grade4, "1", 200, "leak of grade 4")                                             \
    entry(hypotension_resistance, "1", 201, "between-patient factor on these four, median 1")          \
    entry(eosinophil_effect, "1", 202, "rise of eosinophil precursors per delayed signal, e_S")        \
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

/// Slope of vascular leak: cytokines of NK cells, more of it where endothelium binds IL-2 through CD25.
/// Source: kernels/README.md, "Toxicity".
template <class V>
TWINARM_HD TWINARM_INLINED void toxicity_slopes(const Toxicity<V>& p, const Occupancy<V>& occupied,
                                                const State<V>& y, State<V>& slope) {
    const V endothelium =
        p.leak_without_endothelium + (V(1) - p.leak_without_endothelium) * occupied.endothelium;
    slope[leak] = p.leak_rate * occupied.nk * endothelium * (V(1) - y[leak]) - p.leak_recovery * y[leak];
}

/// Hypotension grade 0 to 4 at a leak.
template <class V>
TWINARM_HD inline int hypotension_grade(const Toxicity<V>& p, V leak_now) {
    return int(leak_now > p.hypotension_grade1 * p.hypotension_resistance) +
           int(leak_now > p.hypotension_grade2 * p.hypotension_resistance) +
           int(leak_now > p.hypotension_grade3 * p.hypotension_resistance) +
           int(leak_now > p.hypotension_grade4 * p.hypotension_resistance);
}

TWINARM_END
