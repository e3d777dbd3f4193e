// Nivolumab in serum: two compartments, clearance that falls with time (Bajaj 2017 CPT-PSP 6:58).
#pragma once

#include "kernels/model/covariates.hpp"
#include "kernels/model/drug_kind.hpp"
#include "kernels/model/two_compartment.hpp"

// clang-format off
#define TWINARM_NIVOLUMAB_PK(entry)                                                                     \
    entry(clearance, "L/h", 60, "clearance of an 80 kg woman, ECOG 0, before treatment")                \
    entry(central_volume, "L", 61, "central volume of an 80 kg woman")                                  \
    entry(intercompartmental_clearance, "L/h", 62, "intercompartmental clearance Q")                    \
    entry(peripheral_volume, "L", 63, "peripheral volume")                                              \
    entry(reference_weight, "kg", 64, "weight at which clearance and volume are stated")                \
    entry(clearance_weight_exponent, "1", 65, "clearance grows with weight to this power")              \
    entry(volume_weight_exponent, "1", 66, "central volume grows with weight to this power")            \
    entry(clearance_male, "1", 67, "log of clearance, man over woman")                                  \
    entry(clearance_ecog, "1", 68, "log of clearance, ECOG 1 over 0")                                   \
    entry(volume_male, "1", 69, "log of central volume, man over woman")                                \
    entry(clearance_change, "1", 70, "log of clearance, late over early (Emax of the time course)")     \
    entry(clearance_change_half_time, "h", 71, "time of half of that change")                           \
    entry(clearance_change_shape, "1", 72, "Hill exponent of the time course")                          \
    entry(half_occupancy, "ug/mL", 73, "concentration that occupies half of PD-1")
// clang-format on

TWINARM_BEGIN

template <class V>
struct NivolumabPk {
    TWINARM_NIVOLUMAB_PK(TWINARM_FIELD)
};

inline constexpr double least_time_h = 1e-6;  ///< of which a logarithm is taken

/// Kinetics `time` hours after the start of treatment, amounts in mg: CL e^(Emax t^n / (T50^n + t^n)); 1 mg/L
/// = 1 ug/mL.
template <class V>
TWINARM_HD inline TwoCompartment<V> nivolumab_kinetics(const NivolumabPk<V>& drug,
                                                       const Covariates<V>& patient, V time) {
    const V relative = patient.weight / drug.reference_weight;
    const V early =
        power(maximum(time, V(least_time_h)) / drug.clearance_change_half_time, drug.clearance_change_shape);
    const V clearance = drug.clearance * power(relative, drug.clearance_weight_exponent) *
                        exponential(drug.clearance_male * patient.male + drug.clearance_ecog * patient.ecog +
                                    drug.clearance_change * early / (V(1) + early));
    const V volume = drug.central_volume * power(relative, drug.volume_weight_exponent) *
                     exponential(drug.volume_male * patient.male);
    return two_compartment(clearance, volume, drug.intercompartmental_clearance, drug.peripheral_volume);
}

/// Occupied fraction of PD-1 at a serum concentration [ug/mL].
template <class V>
TWINARM_HD inline V pd1_occupancy(V concentration, V half_occupancy) {
    return concentration / (concentration + half_occupancy);
}

template <>
struct DrugKind<Drug::nivolumab> : TwoCompartmentDrug {
    template <class V>
    using Parameters = NivolumabPk<V>;
    static constexpr const char* amount_unit = "mg";
    static constexpr bool binds_il2_receptors = false, kinetics_change = true;

    template <class V>
    TWINARM_HD static TwoCompartment<V> kinetics(const Patient<V>& patient, V time) {
        return nivolumab_kinetics(patient.nivolumab, patient.covariates, time);
    }
    template <class V>
    TWINARM_HD TWINARM_INLINED static void add_level(DrugLevels<V>& level, const BiexponentialLeg<V>& leg,
                                                     V elapsed) {
        level.nivolumab = value_at(leg, elapsed);
    }
};

TWINARM_END
