// The whole patient between two doses: drug levels to occupancy to cells to tumour to hazards.
#pragma once

#include "kernels/model/blood_markers.hpp"
#include "kernels/model/drug_slots.hpp"
#include "kernels/model/patient.hpp"

TWINARM_BEGIN

/// The scarcer of beta and gamma chains limits the number of beta-gamma receptors.
template <class V>
TWINARM_HD inline V occupied_cd8_receptors(const Receptors<V>& r, const Binding<V>& ligand, V induced_cd25) {
    return occupancy(ligand, r.cd8_cd25 + r.cd8_induced_cd25 * induced_cd25,
                     minimum(r.cd8_cd122, r.cd8_cd132));
}

/// Occupancy of all cell types but CD8 T cells, which are left at 0.
template <class V>
TWINARM_HD inline Occupancy<V> occupied_receptors(const Receptors<V>& r, const Binding<V>& ligand,
                                                  const Binding<V>& in_tumour) {
    return {V(0), occupancy(ligand, r.nk_cd25, minimum(r.nk_cd122, r.nk_cd132)),
            occupancy(ligand, r.treg_cd25, minimum(r.treg_cd122, r.treg_cd132)),
            occupancy(in_tumour, r.tumour_t_cd25, minimum(r.tumour_t_cd122, r.tumour_t_cd132)),
            occupancy(ligand, r.endothelium_cd25, minimum(r.endothelium_cd122, r.endothelium_cd132))};
}

/// What the equations need from a patient beside the parameters, computed once.
template <class V>
struct PatientConstants {
    BindingWeights<V> binding, tumour_binding;
    LymphocyteConstants<V> lymphocytes;
    TumourConstants<V> tumour;
    SurvivalConstants<V> survival;
    MarkerDecays<V> over_a_day;
};

template <class V>
TWINARM_HD inline PatientConstants<V> patient_constants(const Patient<V>& patient) {
    const BindingWeights<V> weights =
        binding_weights(patient.receptors, binding_factors(patient.aldesleukin, patient.nktr214));
    return {weights,
            tumour_binding_weights(patient.receptors, weights),
            lymphocyte_constants(patient.lymphocytes),
            tumour_constants(patient.tumour),
            survival_constants(patient.survival, patient.tumour),
            marker_decays(patient.toxicity, V(hours_per_day))};
}

/// Terms that depend on the time in a leg but not on the state.
template <class V>
struct Moment {
    Binding<V> ligand;      ///< at the receptors
    Occupancy<V> occupied;  ///< not for CD8 T cells, whose CD25 is induced: theirs depends on the state
    V pd1_occupied;         ///< of nivolumab
    V entered;              ///< share of the hazard of death that holds this long after entry
    bool il2;               ///< whether any IL-2 is in the body (in any lane)
};

/// `elapsed` hours into a leg that began `start` hours after the start of treatment.
template <class V>
TWINARM_HD inline Moment<V> moment_of_leg(const Patient<V>& patient, const PatientConstants<V>& constant,
                                          const DrugLeg<V>& drugs, V start, V elapsed) {
    const DrugLevels<V> level = drug_levels(drugs, elapsed);
    Moment<V> now;
    now.il2 = any_il2(drugs.present);
    now.ligand = now.il2 ? binding(level.il2, constant.binding) : Binding<V>{V(0), V(0), V(0)};
    now.occupied = now.il2 ? occupied_receptors(patient.receptors, now.ligand,
                                                binding(level.il2, constant.tumour_binding))
                           : Occupancy<V>{V(0), V(0), V(0), V(0), V(0)};
    now.pd1_occupied = pd1_occupancy(level.nivolumab, patient.nivolumab.half_occupancy);
    now.entered = since_entry(constant.survival, start + elapsed);
    return now;
}

/// Occupancy of every cell type in this state.
template <class V>
TWINARM_HD inline Occupancy<V> occupancy_in(const Patient<V>& patient, const Moment<V>& now,
                                            const State<V>& y) {
    Occupancy<V> occupied = now.occupied;
    if (now.il2) occupied.cd8 = occupied_cd8_receptors(patient.receptors, now.ligand, y[cd25_induction]);
    return occupied;
}

/// Slopes of all states, into `slope`.
template <class V>
TWINARM_HD inline void slopes(const Patient<V>& patient, const PatientConstants<V>& constant,
                              const Moment<V>& now, const TumourMass<V>& alive, const State<V>& y,
                              State<V>& slope) {
    const Occupancy<V> occupied = occupancy_in(patient, now, y);
    const PresentTumour<V> tumour = present_tumour(y, alive);

    lymphocyte_slopes(patient.lymphocytes, constant.lymphocytes, occupied, y, slope);
    const V net_growth =
        tumour_slopes(patient.tumour, constant.tumour, alive, tumour, now.pd1_occupied, y, slope);
    toxicity_slopes(patient.toxicity, occupied, y, slope);
    survival_slopes(patient.survival, constant.survival, tumour, net_growth, now.entered, slope);
}

/// Slopes of all states `elapsed` hours into a leg that began `start` hours after the start of treatment.
template <class V>
TWINARM_HD inline State<V> slopes(const Patient<V>& patient, const PatientConstants<V>& constant,
                                  const DrugLeg<V>& drugs, const TumourMass<V>& alive, V start, V elapsed,
                                  const State<V>& y) {
    State<V> slope;
    slopes(patient, constant, moment_of_leg(patient, constant, drugs, start, elapsed), alive, y, slope);
    return slope;
}

/// Before treatment: every state but the tumour is at rest.
template <class V>
TWINARM_HD inline State<V> untreated(const TumourImmune<V>& p) {
    State<V> y;
#define TWINARM_STATE_START(name, unit, start, column, meaning) y[name] = V(start);
    TWINARM_STATES(TWINARM_STATE_START)
    y[log_sensitive] = logarithm((V(1) - p.resistant_fraction) * p.baseline_sld);
    y[log_resistant] = logarithm(p.resistant_fraction * p.baseline_sld);
    return y;
}

TWINARM_END
