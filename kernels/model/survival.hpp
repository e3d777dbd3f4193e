// Hazards of a new lesion and of death.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/parameter.hpp"
#include "kernels/model/state.hpp"
#include "kernels/model/tumour_immune.hpp"

// clang-format off
#define TWINARM_SURVIVAL(entry)                                                                            \
    entry(new_lesion_rate, "1/h", 210, "hazard of a new lesion of a tumour that grows at the reference, b") \
    entry(new_lesion_base, "1/h", 215, "hazard of a new lesion of a tumour that does not grow, b_0")       \
    entry(reference_growth, "1/h", 211, "growth rate at which hazards are stated")                         \
    entry(death_rate, "1/h", 212, "hazard of death at the reference SLD and growth rate, h_0")             \
    entry(death_reference_sld, "mm", 213, "SLD at which that hazard is stated")                            \
    entry(death_burden_exponent, "1", 214, "hazard of death grows with SLD to this power, b_1")            \
    entry(death_growth_exponent, "1", 216, "hazard of death grows with the growth rate to this power, b_g") \
    entry(frailty, "1", 217, "between-patient factor on the hazard of death, median 1")                    \
    entry(later_therapy, "1", 218, "hazard ratio of death by what is given after the study's treatment, c") \
    entry(entry_time, "h", 219, "time in which the hazard of death rises: patients were fit at entry")
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
    V baseline_sld;       ///< y_0 [mm]
    V log_reference_sld;
    V death_rate;  ///< of this patient at the reference SLD [1/h]
    V per_entry_time;
};

template <class V>
TWINARM_HD inline SurvivalConstants<V> survival_constants(const Survival<V>& p,
                                                          const TumourImmune<V>& tumour) {
    const V relative_growth = tumour.growth_rate / V(hours_per_day) / p.reference_growth;
    return {p.new_lesion_rate / p.reference_growth, tumour.baseline_sld, logarithm(p.death_reference_sld),
            p.death_rate * p.later_therapy * p.frailty * power(relative_growth, p.death_growth_exponent),
            V(1) / p.entry_time};
}

/// Share of the hazard of death that holds `time` hours after entry: 0 at entry, 1 long after.
template <class V>
TWINARM_HD inline V since_entry(const SurvivalConstants<V>& constant, V time) {
    return V(1) - decay(time * constant.per_entry_time);
}

/// new lesion: (b (d ln y / dt)+ / reference + b_0) 2 y / (y + y_0): from tumour that is there;
/// death: h c frailty (g / reference)^b_g (y / reference)^b_1 (1 - e^(-t / entry time)).
/// Source: kernels/README.md, "Survival and new lesions".
template <class V>
TWINARM_HD inline void survival_slopes(const Survival<V>& p, const SurvivalConstants<V>& constant,
                                       const PresentTumour<V>& tumour, V net_growth, V entered,
                                       State<V>& slope) {
    slope[new_lesion_hazard] = (constant.lesion_per_growth * maximum(net_growth, V(0)) + p.new_lesion_base) *
                               (V(2) * tumour.sld / (tumour.sld + constant.baseline_sld));
    slope[death_hazard] =
        entered * constant.death_rate *
        exponential_clamped(p.death_burden_exponent * (tumour.log_sld - constant.log_reference_sld));
}

TWINARM_END
