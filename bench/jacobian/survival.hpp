// Derivatives of the two hazards (survival.hpp).
#pragma once

#include "bench/jacobian/tumour_immune.hpp"

TWINARM_BEGIN

/// `entered`: share of the hazard of death that holds, with its rate of change.
template <class V>
TWINARM_HD inline void survival_jacobian(const Survival<V>& p, const SurvivalConstants<V>& constant,
                                         const PresentTumour<V>& tumour, const NetGrowth<V>& net,
                                         const Changing<V>& entered, Jacobian<V>& j, State<V>& time) {
    // New lesions: hazard h times size 2 y / (y + y_0), d size / d ln(y) = size y_0 / (y + y_0).
    const V per_sum = V(1) / (tumour.sld + constant.baseline_sld), size = V(2) * tumour.sld * per_sum;
    const V hazard = constant.lesion_per_growth * maximum(net.value, V(0)) + p.new_lesion_base;
    const V per_net = size * select(net.value > V(0), constant.lesion_per_growth, V(0));
    const V per_log_size = hazard * size * constant.baseline_sld * per_sum;
    pass_on<new_lesion_hazard>(net.effective, per_net * net.per_effective, j, time);
    V& of_memory = j[entry<new_lesion_hazard, memory>];
    of_memory = of_memory + per_net * net.per_memory;
    j[entry<new_lesion_hazard, log_sensitive>] =
        per_net * net.per_sensitive + per_log_size * net.share.sensitive;
    j[entry<new_lesion_hazard, log_resistant>] =
        per_net * net.per_resistant + per_log_size * net.share.resistant;

    const V death = constant.death_rate *
                    exponential(p.death_burden_exponent * (tumour.log_sld - constant.log_reference_sld));
    const V per_log_sld = entered.value * p.death_burden_exponent * death;
    j[entry<death_hazard, log_sensitive>] = per_log_sld * net.share.sensitive;
    j[entry<death_hazard, log_resistant>] = per_log_sld * net.share.resistant;
    time[death_hazard] = entered.per_h * death;
}

TWINARM_END
