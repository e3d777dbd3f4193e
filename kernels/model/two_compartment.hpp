// Linear two-compartment kinetics with zero-order input, in closed form between two changes of the input.
#pragma once

#include "kernels/core/exp_log.hpp"

TWINARM_BEGIN

/// Rate constants [1/h] and central volume [L].
///   A1' = input - (k10 + k12) A1 + k21 A2,   A2' = k12 A1 - k21 A2
/// fast and slow are the two eigenvalues (alpha and beta of the textbooks).
template <class V>
struct TwoCompartment {
    V volume, k10, k12, k21, fast, slow;
};

template <class V>
TWINARM_HD inline TwoCompartment<V> two_compartment(V clearance, V volume, V exchange, V peripheral_volume) {
    const V k10 = clearance / volume, k12 = exchange / volume, k21 = exchange / peripheral_volume;
    const V sum = k10 + k12 + k21;
    // sum^2 - 4 k10 k21 written without cancellation: (k10 + k12 - k21)^2 + 4 k12 k21.
    const V difference = k10 + k12 - k21;
    const V fast = V(0.5) * (sum + square_root(difference * difference + V(4) * k12 * k21));
    return {volume, k10, k12, k21, fast, k10 * k21 / fast};
}

/// Amounts in the two compartments.
template <class V>
struct TwoCompartmentAmounts {
    V central, peripheral;
};

/// central(s) = at_rest + fast_part e^(-fast s) + slow_part e^(-slow s), s since the leg's start.
template <class V>
struct BiexponentialLeg {
    V at_rest, fast_part, slow_part, fast, slow;
};

/// The central amount during a leg that starts from `amounts` with constant `input` [amount/h].
template <class V>
TWINARM_HD inline BiexponentialLeg<V> central_amount(const TwoCompartment<V>& k,
                                                     const TwoCompartmentAmounts<V>& amounts, V input) {
    const V at_rest = input / k.k10;  // steady state of A1 under this input; of A2: k12/k21 times that
    const V central = amounts.central - at_rest;
    const V peripheral = amounts.peripheral - at_rest * k.k12 / k.k21;
    const V fast_part = (central * (k.fast - k.k21) - k.k21 * peripheral) / (k.fast - k.slow);
    return {at_rest, fast_part, central - fast_part, k.fast, k.slow};
}

/// The same leg in another unit: amounts times 1 / volume are concentrations.
template <class V>
TWINARM_HD inline BiexponentialLeg<V> scaled(BiexponentialLeg<V> leg, V factor) {
    leg.at_rest = leg.at_rest * factor;
    leg.fast_part = leg.fast_part * factor;
    leg.slow_part = leg.slow_part * factor;
    return leg;
}

template <class V>
TWINARM_HD TWINARM_INLINED V value_at(const BiexponentialLeg<V>& leg, V elapsed) {
    return leg.at_rest + leg.fast_part * decay(leg.fast * elapsed) +
           leg.slow_part * decay(leg.slow * elapsed);
}

/// The central concentration of the same leg.
template <class V>
TWINARM_HD inline BiexponentialLeg<V> concentration_leg(const TwoCompartment<V>& k,
                                                        const TwoCompartmentAmounts<V>& amounts, V input) {
    return scaled(central_amount(k, amounts, input), V(1) / k.volume);
}

template <class V>
TWINARM_HD inline bool any_above(const TwoCompartmentAmounts<V>& amounts, V limit) {
    return amounts.central > limit || amounts.peripheral > limit;
}

/// Both amounts after `elapsed` hours.
template <class V>
TWINARM_HD inline TwoCompartmentAmounts<V> carry(const TwoCompartment<V>& k,
                                                 const TwoCompartmentAmounts<V>& amounts, V input,
                                                 V elapsed) {
    const BiexponentialLeg<V> leg = central_amount(k, amounts, input);
    const V fast_part = leg.fast_part * decay(leg.fast * elapsed);
    const V slow_part = leg.slow_part * decay(leg.slow * elapsed);
    // An eigenvector of rate r holds A2 = k12 A1 / (k21 - r).
    const V central = leg.at_rest + fast_part + slow_part;
    const V peripheral = leg.at_rest * k.k12 / k.k21 + k.k12 * fast_part / (k.k21 - k.fast) +
                         k.k12 * slow_part / (k.k21 - k.slow);
    return {central, peripheral};
}

/// What the kinds of drug with these kinetics have in common (drug_kind.hpp).
struct TwoCompartmentDrug {
    static constexpr bool is_absorbed = false;
    template <class V>
    using Kinetics = TwoCompartment<V>;
    template <class V>
    using Amounts = TwoCompartmentAmounts<V>;
    template <class V>
    using Leg = BiexponentialLeg<V>;
};

TWINARM_END
