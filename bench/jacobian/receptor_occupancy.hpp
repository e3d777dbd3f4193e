// Derivatives of receptor occupancy: with time, through the drug levels, and with induced CD25.
#pragma once

#include "bench/jacobian/drug_levels.hpp"

TWINARM_BEGIN

template <class V>
struct OccupancyDerivatives {
    Occupancy<V> value, per_h;
    V cd8_per_induction;  ///< only CD8 T cells carry induced CD25
};

template <class V>
struct OccupancyDerivative {
    V value, per_h, per_alpha;
};

/// occupancy() of a cell and its derivatives. The parts that all cells share come in `ligand` and `rate`.
template <class V>
TWINARM_HD inline OccupancyDerivative<V> occupancy_derivative(const Binding<V>& ligand,
                                                              const Binding<V>& rate, V alpha, V beta) {
    const V m = (V(1) + ligand.alpha) * (V(1) + ligand.beta);
    const V m_rate = rate.alpha * (V(1) + ligand.beta) + (V(1) + ligand.alpha) * rate.beta;
    const V sum = (alpha + beta) * ligand.bridge, difference = (alpha - beta) * ligand.bridge;
    const V root = square_root(m * m + V(2) * sum * m + difference * difference);
    const V per_root = V(1) / root, per_denominator = V(1) / (sum + m + root);
    const V bridged = V(2) * alpha * ligand.bridge * per_denominator;
    const V free = V(1) / (V(1) + ligand.beta), direct = ligand.beta * free;

    // d root = (m dm + m ds + s dm + D dD) / root, and s, D grow with the bridge as alpha + beta, alpha -
    // beta.
    const V bridge_root = ((alpha + beta) * m + (alpha - beta) * difference) * per_root;  // d root / d bridge
    const V m_root = (m + sum) * per_root;                                                // d root / d m
    const V denominator_rate = m_rate * (V(1) + m_root) + rate.bridge * (alpha + beta + bridge_root);
    const V bridged_rate = (V(2) * alpha * rate.bridge - bridged * denominator_rate) * per_denominator;
    // With alpha: d root / d alpha = bridge (m + D) / root.
    const V alpha_root = ligand.bridge * (m + difference) * per_root;
    const V bridged_per_alpha =
        (V(2) * ligand.bridge - bridged * (ligand.bridge + alpha_root)) * per_denominator;

    return {bridged + (V(1) - bridged) * direct,
            bridged_rate * free + (V(1) - bridged) * rate.beta * free * free, bridged_per_alpha * free};
}

/// occupancy_at() and its derivatives.
template <class V>
TWINARM_HD inline OccupancyDerivatives<V> occupancy_derivatives(const Patient<V>& patient,
                                                                const PatientConstants<V>& constant,
                                                                const DrugLeg<V>& drugs,
                                                                const ChangingDrugLevels<V>& level,
                                                                V induced_cd25) {
    OccupancyDerivatives<V> out{{V(0), V(0), V(0), V(0), V(0)}, {V(0), V(0), V(0), V(0), V(0)}, V(0)};
    if (!drugs.present.aldesleukin && !drugs.present.nktr214) return out;
    const Receptors<V>& r = patient.receptors;
    const Binding<V> ligand = binding(level.value.il2, constant.binding);
    const Binding<V> rate = binding(level.per_h.il2, constant.binding);  // the sums are linear
    const Binding<V> in_tumour = binding(level.value.il2, constant.tumour_binding);
    const Binding<V> rate_in_tumour = binding(level.per_h.il2, constant.tumour_binding);
    const auto set = [&](V Occupancy<V>::*cell, V alpha, V beta, V gamma) {
        const bool reached = cell == &Occupancy<V>::tumour_t;
        const OccupancyDerivative<V> of = occupancy_derivative(
            reached ? in_tumour : ligand, reached ? rate_in_tumour : rate, alpha, minimum(beta, gamma));
        out.value.*cell = of.value;
        out.per_h.*cell = of.per_h;
        return of.per_alpha;
    };
    out.cd8_per_induction =
        r.cd8_induced_cd25 *
        set(&Occupancy<V>::cd8, r.cd8_cd25 + r.cd8_induced_cd25 * induced_cd25, r.cd8_cd122, r.cd8_cd132);
    set(&Occupancy<V>::nk, r.nk_cd25, r.nk_cd122, r.nk_cd132);
    set(&Occupancy<V>::treg, r.treg_cd25, r.treg_cd122, r.treg_cd132);
    set(&Occupancy<V>::tumour_t, r.tumour_t_cd25, r.tumour_t_cd122, r.tumour_t_cd132);
    set(&Occupancy<V>::endothelium, r.endothelium_cd25, r.endothelium_cd122, r.endothelium_cd132);
    return out;
}

TWINARM_END
