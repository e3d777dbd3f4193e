// NKTR-214 and its kind: a prodrug that loses its PEG chains, at most six, one after another (Charych 2017).
#pragma once

#include "kernels/core/parameter.hpp"
#include "kernels/model/aldesleukin_pk.hpp"
#include "kernels/model/drug_kind.hpp"
#include "kernels/model/peg_release.hpp"

// clang-format off
#define TWINARM_PEG_RELEASE_PK(entry)                                                                       \
    entry(release_rate, "1/h", 40, "loss rate of each PEG chain, k_rel")                                    \
    entry(last_chain_factor, "1", 41, "the last chain is lost this many times as fast as another, r_1")     \
    entry(elimination_rate, "1/h", 42, "elimination of conjugates with two or more chains, k_el")           \
    entry(one_chain_elimination_rate, "1/h", 43, "elimination of the conjugate with one chain, k_el1")      \
    entry(volume, "L", 44, "volume of distribution at the reference weight")                                \
    entry(reference_weight, "kg", 45, "weight at which the volume is stated")                               \
    entry(volume_weight_exponent, "1", 46, "the volume grows with weight to this power")                    \
    entry(one_chain_alpha_factor, "1", 47, "K_d of 1-PEG to the alpha chain over that of IL-2")             \
    entry(two_chain_alpha_factor, "1", 48, "K_d of 2-PEG to the alpha chain over that of IL-2")             \
    entry(one_chain_beta_factor, "1", 49, "K_d of 1-PEG to beta-gamma over that of IL-2")                   \
    entry(two_chain_beta_factor, "1", 50, "K_d of 2-PEG to beta-gamma over that of IL-2")                   \
    entry(beta_factor_spread, "1", 51, "between-patient factor on both beta factors, median 1")             \
    entry(chains, "1", 52, "PEG chains of a dose, 2 to 6")
// clang-format on

TWINARM_BEGIN

template <class V>
struct PegReleasePk {
    TWINARM_PEG_RELEASE_PK(TWINARM_FIELD)
};

/// The closed form divides by loss - k_el - m k_rel. A patient at such a zero is moved off it by
/// this share of k_rel, which, with the cancellation that is left, changes an amount by less than 1e-6 of the
/// dose.
inline constexpr double smallest_gap = 1e-7;

/// `il2_clearance` CL is that of free IL-2 [L/h].
template <class V>
TWINARM_HD inline PegRelease<V> peg_release_kinetics(const PegReleasePk<V>& drug, V weight, V il2_clearance) {
    const V volume = drug.volume * power(weight / drug.reference_weight, drug.volume_weight_exponent);
    const V free_release = drug.last_chain_factor * drug.release_rate;
    V loss = free_release + drug.one_chain_elimination_rate;
    const V nearest = V(smallest_gap) * drug.release_rate;
    for (int m = 2; m <= peg_chains; ++m) {
        const V gap = loss - drug.elimination_rate - V(m) * drug.release_rate;
        loss = select(absolute(gap) < nearest, loss + V(2) * nearest, loss);
    }
    return {drug.release_rate, drug.elimination_rate, loss, volume, free_release * volume / il2_clearance,
            drug.chains};
}

/// Factors of one patient's ligands: those of conjugates on beta-gamma share one between-patient spread.
template <class V>
TWINARM_HD inline BindingFactors<V> binding_factors(const AldesleukinPk<V>& il2,
                                                    const PegReleasePk<V>& drug) {
    return {il2.alpha_factor,
            il2.beta_factor,
            drug.one_chain_alpha_factor,
            drug.two_chain_alpha_factor,
            drug.one_chain_beta_factor * drug.beta_factor_spread,
            drug.two_chain_beta_factor * drug.beta_factor_spread};
}

template <>
struct DrugKind<Drug::nktr214> {
    template <class V>
    using Parameters = PegReleasePk<V>;
    template <class V>
    using Kinetics = PegRelease<V>;
    template <class V>
    using Amounts = PegAmounts<V>;
    template <class V>
    using Leg = PegLeg<V>;
    static constexpr const char* amount_unit = "nmol";
    static constexpr bool binds_il2_receptors = true, kinetics_change = false, is_absorbed = false;

    template <class V>
    TWINARM_HD static PegRelease<V> kinetics(const Patient<V>& patient, V /*time*/) {
        const V weight = patient.covariates.weight;
        const TwoCompartment<V> il2 = aldesleukin_kinetics(patient.aldesleukin, weight);
        return peg_release_kinetics(patient.nktr214, weight, il2.k10 * il2.volume);
    }
    template <class V>
    TWINARM_HD TWINARM_INLINED static void add_level(DrugLevels<V>& level, const PegLeg<V>& leg, V elapsed) {
        ActiveConjugates<V> active = value_at(leg, elapsed);
        // Near a zero of its closed form (peg_release_kinetics) the one-chain level is a small difference,
        // which single precision may round below 0.
        if constexpr (sizeof(ScalarOf<V>) == 4) active.one = maximum(active.one, V(0));
        level.il2.free = level.il2.free + leg.released_share * active.one;
        level.il2.one_chain = active.one;
        level.il2.two_chain = active.two;
    }
};

TWINARM_END
