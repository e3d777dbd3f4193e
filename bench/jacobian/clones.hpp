// Derivatives of the two clones (tumour_immune.hpp) and of the net growth of the tumour that they make.
#pragma once

#include "bench/jacobian/killing.hpp"

TWINARM_BEGIN

/// d ln(SLD) / d ln of a clone's mass; below the least SLD it is 0.
template <class V>
struct CloneShares {
    V sensitive, resistant;
};
template <class V>
TWINARM_HD inline CloneShares<V> clone_shares(const PresentTumour<V>& tumour) {
    const V per_sld = V(1) / tumour.sld;
    const auto present = tumour.mass.sensitive + tumour.mass.resistant > V(eradicated_below_mm);
    return {select(present, tumour.mass.sensitive * per_sld, V(0)),
            select(present, tumour.mass.resistant * per_sld, V(0))};
}

/// d ln(SLD)/dt, and what the hazards need of it: its derivatives with effective T cells, with the memory
/// that lets them see the resistant clone, and with the two clones.
template <class V>
struct NetGrowth {
    V value, per_effective, per_memory, per_sensitive, per_resistant;
    EffectiveDerivatives<V> effective;
    CloneShares<V> share;
};

/// Entries of the two clones.
template <class V>
TWINARM_HD inline NetGrowth<V> clone_jacobian(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                              const TumourMass<V>& alive, const PresentTumour<V>& tumour,
                                              const CloneShares<V>& share, const Killing<V>& k, V memory_now,
                                              Jacobian<V>& j, State<V>& time) {
    // Growth lies between 0 and largest_growth times that of day 0; at either it does not go with the SLD.
    const V growth_room = (constant.log_limit - tumour.log_sld) * constant.per_log_room;
    const auto slows = (growth_room > V(0)) & (growth_room < p.largest_growth);
    const V growth_per_log_sld = select(slows, -constant.growth_per_h * constant.per_log_room, V(0));
    const V growth = constant.growth_per_h * minimum(maximum(growth_room, V(0)), p.largest_growth);
    const Saturation<V> spread = saturation(memory_now, p.spreading_half_memory);
    const V spared = V(1) - p.resistant_sensitivity;
    const V sensitivity = p.resistant_sensitivity + spared * spread.value;
    const V sensitive_per_effective = -alive.sensitive * k.kill_per_effective;
    const V resistant_per_effective = -alive.resistant * sensitivity * k.kill_per_effective;
    const V resistant_per_memory = -alive.resistant * spared * spread.slope * k.kill;
    pass_on<log_sensitive>(k.derivatives, sensitive_per_effective, j, time);
    pass_on<log_resistant>(k.derivatives, resistant_per_effective, j, time);
    V& of_memory = j[entry<log_resistant, memory>];
    of_memory = of_memory + resistant_per_memory;
    const V per_sensitive = growth_per_log_sld * share.sensitive;
    const V per_resistant = growth_per_log_sld * share.resistant;
    j[entry<log_sensitive, log_sensitive>] = alive.sensitive * per_sensitive;
    j[entry<log_sensitive, log_resistant>] = alive.sensitive * per_resistant;
    j[entry<log_resistant, log_sensitive>] = alive.resistant * per_sensitive;
    j[entry<log_resistant, log_resistant>] = alive.resistant * per_resistant;

    // Net growth: the clones' slopes weighted by mass over SLD. A clone's weight m / SLD goes with its own
    // logarithm as m / SLD, and with the SLD's as -m / SLD.
    const V per_sld = V(1) / tumour.sld;
    const V sensitive_weight = tumour.mass.sensitive * per_sld;
    const V resistant_weight = tumour.mass.resistant * per_sld;
    const V sensitive_slope = alive.sensitive * (growth + constant.matched_killing - k.kill);
    const V resistant_slope = alive.resistant * (growth + p.resistant_sensitivity * constant.matched_killing -
                                                 sensitivity * k.kill);
    const V value = sensitive_weight * sensitive_slope + resistant_weight * resistant_slope;
    const V per_log_sld =
        (sensitive_weight * alive.sensitive + resistant_weight * alive.resistant) * growth_per_log_sld -
        value;
    return {value,
            sensitive_weight * sensitive_per_effective + resistant_weight * resistant_per_effective,
            resistant_weight * resistant_per_memory,
            sensitive_weight * sensitive_slope + per_log_sld * share.sensitive,
            resistant_weight * resistant_slope + per_log_sld * share.resistant,
            k.derivatives,
            share};
}

TWINARM_END
