// Derivatives of the two hazards (survival.hpp).
#pragma once

#include "bench/jacobian/tumour_immune.hpp"

TWINARM_BEGIN

template <class V>
TWINARM_HD inline void survival_jacobian(const Survival<V>& p, const SurvivalConstants<V>& constant,
                                         V log_sld, const NetGrowth<V>& net, Jacobian<V>& j, State<V>& time) {
    const V factor = select(net.value > V(0), constant.lesion_per_growth, V(0));
    pass_killing_on<new_lesion_hazard>(net.killing, factor * net.per_killing, j, time);
    j[entry<new_lesion_hazard, log_sensitive>] = factor * net.per_sensitive;
    j[entry<new_lesion_hazard, log_resistant>] = factor * net.per_resistant;

    const V per_log_sld = p.death_burden_exponent * p.death_rate *
                          exponential(p.death_burden_exponent * (log_sld - constant.log_reference_sld));
    j[entry<death_hazard, log_sensitive>] = per_log_sld * net.share.sensitive;
    j[entry<death_hazard, log_resistant>] = per_log_sld * net.share.resistant;
    time[death_hazard] = V(0);
}

TWINARM_END
