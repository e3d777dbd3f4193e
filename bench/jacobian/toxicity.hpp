// Derivatives of vascular leak (toxicity.hpp).
#pragma once

#include "bench/jacobian/lymphocytes.hpp"

TWINARM_BEGIN

template <class V>
TWINARM_HD inline void toxicity_jacobian(const Toxicity<V>& p, const OccupancyDerivatives<V>& occupied,
                                         const State<V>& y, Jacobian<V>& j, State<V>& time) {
    const V with_endothelium = V(1) - p.leak_without_endothelium;
    const V endothelium = p.leak_without_endothelium + with_endothelium * occupied.value.endothelium;
    const V endothelium_per_h = with_endothelium * occupied.per_h.endothelium;
    j[entry<leak, leak>] = -p.leak_rate * occupied.value.nk * endothelium - p.leak_recovery;
    time[leak] = p.leak_rate * (occupied.per_h.nk * endothelium + occupied.value.nk * endothelium_per_h) *
                 (V(1) - y[leak]);
}

TWINARM_END
