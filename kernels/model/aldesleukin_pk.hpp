// IL-2 in plasma, aldesleukin or another: two compartments, linear, into a vein or under the skin
// (Konrad 1990; kernels/README.md, "Aldesleukin").
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/parameter.hpp"
#include "kernels/model/absorbed_two_compartment.hpp"
#include "kernels/model/drug_kind.hpp"

// clang-format off
#define TWINARM_ALDESLEUKIN_PK(entry)                                                          \
    entry(clearance, "L/h", 20, "clearance CL at the reference weight")                        \
    entry(central_volume, "L", 21, "central volume V1 at the reference weight")                \
    entry(intercompartmental_clearance, "L/h", 22, "intercompartmental clearance Q")           \
    entry(peripheral_volume, "L", 23, "peripheral volume V2")                                  \
    entry(reference_weight, "kg", 24, "weight at which CL and V1 are stated")                  \
    entry(clearance_weight_exponent, "1", 25, "CL grows with weight to this power")            \
    entry(volume_weight_exponent, "1", 26, "V1 grows with weight to this power")               \
    entry(half_life_factor, "1", 27, "half-lives over those of the rates above: CL and Q are divided by it") \
    entry(alpha_factor, "1", 28, "K_d to the alpha chain over that of IL-2")                   \
    entry(beta_factor, "1", 29, "K_d to beta-gamma over that of IL-2")                         \
    entry(absorption_rate, "1/h", 30, "absorption from under the skin, k_a")                   \
    entry(bioavailability, "1", 31, "share of a dose under the skin that reaches plasma, F")
// clang-format on

TWINARM_BEGIN

template <class V>
struct AldesleukinPk {
    TWINARM_ALDESLEUKIN_PK(TWINARM_FIELD)
};

/// Rate constants of a patient of `weight` kg: CL (WT/ref)^a, V1 (WT/ref)^b; amounts in nmol.
template <class V>
TWINARM_HD inline TwoCompartment<V> aldesleukin_kinetics(const AldesleukinPk<V>& drug, V weight) {
    const V relative = weight / drug.reference_weight;
    const V clearance =
        drug.clearance * power(relative, drug.clearance_weight_exponent) / drug.half_life_factor;
    const V volume = drug.central_volume * power(relative, drug.volume_weight_exponent);
    return two_compartment(clearance, volume, drug.intercompartmental_clearance / drug.half_life_factor,
                           drug.peripheral_volume);
}

template <>
struct DrugKind<Drug::aldesleukin> : AbsorbedTwoCompartmentDrug {
    template <class V>
    using Parameters = AldesleukinPk<V>;
    static constexpr const char* amount_unit = "nmol";
    static constexpr bool binds_il2_receptors = true, kinetics_change = false;

    template <class V>
    TWINARM_HD static AbsorbedTwoCompartment<V> kinetics(const Patient<V>& patient, V /*time*/) {
        return absorbed(aldesleukin_kinetics(patient.aldesleukin, patient.covariates.weight),
                        patient.aldesleukin.absorption_rate, patient.aldesleukin.bioavailability);
    }
    template <class V>
    TWINARM_HD TWINARM_INLINED static void add_level(DrugLevels<V>& level, const AbsorbedLeg<V>& leg,
                                                     V elapsed) {
        level.il2.free = level.il2.free + value_at(leg, elapsed);
    }
};

TWINARM_END
