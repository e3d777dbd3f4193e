// Hazards of a new lesion and of death.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/parameter.hpp"
#include "kernels/model/state.hpp"

// clang-format off
#define TWINARM_SURVIVAL(entry)                                                                            \
    entry(new_lesion_rate, "1/h", 210, "hazard of a new lesion of a tumour that grows at the reference")   \
    entry(reference_growth, "1/h", 211, "net growth rate at which that hazard is stated")                  \
    entry(death_rate, "1/h", 212, "hazard of death at the reference SLD")                                  \
    entry(death_reference_sld, "mm", 213, "SLD at which that hazard is stated")                            \
    entry(death_burden_exponent, "1", 214, "hazard of death grows with SLD to this power")
// clang-format on

TWINARM_BEGIN

template <class V>
struct Survival {
    TWINARM_SURVIVAL(TWINARM_FIELD)
};

/// Constants of a course.
template <class V>
struct SurvivalConstants {
    V lesion_per_growth;  ///< b / reference growth
    V log_reference_sld;
};

template <class V>
TWINARM_HD inline SurvivalConstants<V> survival_constants(const Survival<V>& p) {
    return {p.new_lesion_rate / p.reference_growth, logarithm(p.death_reference_sld)};
}

/// new lesion: b max(0, d ln(SLD)/dt) / reference;  death: h (SLD / reference)^b1.
/// Source: kernels/README.md, "Survival and new lesions".
template <class V>
TWINARM_HD inline void survival_slopes(const Survival<V>& p, const SurvivalConstants<V>& constant, V log_sld,
                                       V net_growth, State<V>& slope) {
    slope[new_lesion_hazard] = constant.lesion_per_growth * maximum(net_growth, V(0));
    slope[death_hazard] =
        p.death_rate * exponential_clamped(p.death_burden_exponent * (log_sld - constant.log_reference_sld));
}

TWINARM_END
