// Two compartments that a depot under the skin feeds at a first-order rate, in closed form.
#pragma once

#include "kernels/core/lanes.hpp"
#include "kernels/model/two_compartment.hpp"

TWINARM_BEGIN

/// Rate constants as in TwoCompartment, and of the depot:
///   D' = -absorption D,   A1' gains absorption D
template <class V>
struct AbsorbedTwoCompartment : TwoCompartment<V> {
    V absorption;       ///< [1/h]
    V bioavailability;  ///< share of a dose that enters the depot; the rest never reaches plasma
};

/// The closed form divides by fast - absorption and slow - absorption. A patient at such a zero is moved off
/// it by this share, so that in single precision the cancellation leaves 1e-4 of an amount.
inline constexpr double smallest_absorption_gap = 1e-3;

template <class V>
TWINARM_HD inline AbsorbedTwoCompartment<V> absorbed(const TwoCompartment<V>& k, V absorption,
                                                     V bioavailability) {
    const auto off = [](V rate, V zero) {
        const V share = V(smallest_absorption_gap);
        return select(absolute(rate - zero) < share * zero, zero * (V(1) + share), rate);
    };
    return {k, off(off(absorption, k.slow), k.fast), bioavailability};
}

template <class V>
struct AbsorbedAmounts : TwoCompartmentAmounts<V> {
    V depot;
};

/// central(s) = BiexponentialLeg + depot_part e^(-absorption s)
template <class V>
struct AbsorbedLeg : BiexponentialLeg<V> {
    V depot_part, absorption;
};

/// The part of the depot in both compartments: an exponential of rate k_a, in the central one
/// k_a D (k21 - k_a) / ((fast - k_a) (slow - k_a)), in the peripheral one k12 / (k21 - k_a) times that.
template <class V>
TWINARM_HD inline TwoCompartmentAmounts<V> depot_parts(const AbsorbedTwoCompartment<V>& k, V depot) {
    const V part = k.absorption * depot / ((k.fast - k.absorption) * (k.slow - k.absorption));
    return {part * (k.k21 - k.absorption), part * k.k12};
}

/// What is in the two compartments beside the part of the depot.
template <class V>
TWINARM_HD inline TwoCompartmentAmounts<V> without_depot(const AbsorbedAmounts<V>& amounts,
                                                         const TwoCompartmentAmounts<V>& parts) {
    return {amounts.central - parts.central, amounts.peripheral - parts.peripheral};
}

/// The central concentration of a leg that starts from `amounts` with constant `input` [amount/h].
template <class V>
TWINARM_HD inline AbsorbedLeg<V> concentration_leg(const AbsorbedTwoCompartment<V>& k,
                                                   const AbsorbedAmounts<V>& amounts, V input) {
    const TwoCompartmentAmounts<V> parts = depot_parts(k, amounts.depot);
    const TwoCompartment<V>& both = k;
    return {concentration_leg(both, without_depot(amounts, parts), input), parts.central / k.volume,
            k.absorption};
}

template <class V>
TWINARM_HD TWINARM_INLINED V value_at(const AbsorbedLeg<V>& leg, V elapsed) {
    const BiexponentialLeg<V>& both = leg;
    const V level = value_at(both, elapsed);
    // Lanes without a depot have a part of exactly 0; skipping it or adding it gives the same bits.
    if (!any(absolute(leg.depot_part) > V(0))) return level;
    const V with = level + leg.depot_part * decay(leg.absorption * elapsed);
    // Near a zero of the closed form the level is a small difference, which single precision may round below
    // 0.
    if constexpr (sizeof(ScalarOf<V>) == 4) return maximum(with, V(0));
    return with;
}

template <class V>
TWINARM_HD inline bool any_above(const AbsorbedAmounts<V>& amounts, V limit) {
    return amounts.central > limit || amounts.peripheral > limit || amounts.depot > limit;
}

/// All amounts after `elapsed` hours.
template <class V>
TWINARM_HD inline AbsorbedAmounts<V> carry(const AbsorbedTwoCompartment<V>& k,
                                           const AbsorbedAmounts<V>& amounts, V input, V elapsed) {
    const TwoCompartmentAmounts<V> parts = depot_parts(k, amounts.depot);
    const TwoCompartment<V>& both = k;
    TwoCompartmentAmounts<V> after = carry(both, without_depot(amounts, parts), input, elapsed);
    const V left = decay(k.absorption * elapsed);
    return {{after.central + parts.central * left, after.peripheral + parts.peripheral * left},
            amounts.depot * left};
}

/// What the kinds of drug with these kinetics have in common (drug_kind.hpp).
struct AbsorbedTwoCompartmentDrug {
    template <class V>
    using Kinetics = AbsorbedTwoCompartment<V>;
    template <class V>
    using Amounts = AbsorbedAmounts<V>;
    template <class V>
    using Leg = AbsorbedLeg<V>;
    static constexpr bool is_absorbed = true;
};

TWINARM_END
