// The linearised model: derivatives of slopes() with every state and with time, in closed form.
#pragma once

#include "bench/jacobian/survival.hpp"
#include "bench/jacobian/toxicity.hpp"

TWINARM_BEGIN

/// slopes(t + dt, y + dy) = slopes(t, y) + jacobian dy + per_h dt. On a kink (a maximum, a cap) the
/// derivative is that of the side which slopes() takes.
template <class V>
struct Linearised {
    using Pattern = JacobianPattern;
    Jacobian<V> jacobian;
    State<V> per_h;
};

/// The derivatives of slopes() `elapsed` hours into a leg that began `start` hours after the start of
/// treatment.
template <class V>
TWINARM_HD inline Linearised<V> linearised_slopes(const Patient<V>& patient,
                                                  const PatientConstants<V>& constant,
                                                  const DrugLeg<V>& drugs, const TumourMass<V>& alive,
                                                  V start, V elapsed, const State<V>& y) {
    const ChangingDrugLevels<V> level = changing_drug_levels(drugs, elapsed);
    const OccupancyDerivatives<V> occupied =
        occupancy_derivatives(patient, constant, drugs, level, y[cd25_induction]);
    const Saturation<V> pd1 = saturation(level.value.nivolumab, patient.nivolumab.half_occupancy);
    const PresentTumour<V> tumour = present_tumour(y, alive);
    const V entered = since_entry(constant.survival, start + elapsed);

    Linearised<V> out;
    lymphocyte_jacobian(patient.lymphocytes, constant.lymphocytes, occupied, y, out.jacobian, out.per_h);
    const NetGrowth<V> net = tumour_jacobian(patient.tumour, constant.tumour, alive, tumour,
                                             Changing<V>{pd1.value, pd1.slope * level.per_h.nivolumab}, y,
                                             out.jacobian, out.per_h);
    toxicity_jacobian(patient.toxicity, occupied, y, out.jacobian, out.per_h);
    survival_jacobian(patient.survival, constant.survival, tumour, net,
                      Changing<V>{entered, (V(1) - entered) * constant.survival.per_entry_time}, out.jacobian,
                      out.per_h);
    return out;
}

TWINARM_END
