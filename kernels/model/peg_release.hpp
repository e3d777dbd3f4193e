// A prodrug that loses its six PEG chains one after another, in closed form between two changes of the input.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/vector.hpp"

TWINARM_BEGIN

inline constexpr int peg_chains = 6;

/// amount[m]: conjugate with m chains [nmol], m = 1..6; amount[0] is not used (free IL-2 leaves faster than
/// it forms).
template <class V>
using PegAmounts = Vector<V, peg_chains + 1>;

/// Rates of one patient [1/h] and volume [L].
///   P_m' = (m+1) k r_(m+1) P_(m+1) - (m k r_m + e_m) P_m,  r_m = 1 and e_m = k_el for m >= 2
template <class V>
struct PegRelease {
    V release, elimination, one_chain_loss, volume;
    V released_share;  ///< free IL-2 that 1-PEG keeps up over the concentration of 1-PEG: r_1 k_rel V / CL
    V chains;          ///< of what is given, 2 to peg_chains
};

/// Amounts that a constant input of the conjugate that is given [nmol/h] would lead to.
template <class V>
TWINARM_HD inline PegAmounts<V> peg_steady_state(const PegRelease<V>& k, V input) {
    PegAmounts<V> rest;
    V inflow = V(0);  // what loses a chain
    for (int m = peg_chains; m >= 2; --m) {
        rest[m] = select(k.chains == V(m), input, inflow) / (V(m) * k.release + k.elimination);
        inflow = V(m) * k.release * rest[m];
    }
    rest[1] = V(2) * k.release * rest[2] / k.one_chain_loss;
    rest[0] = V(0);
    return rest;
}

/// Two- and one-chain amounts (or, scaled, concentrations) during a leg, s since its start, q = e^(-k s):
///   P_2 = rest_2 + e^(-k_el s) q^2 sum_j two[j] (1-q)^j,   P_1 = rest_1 + e^(-k_el s) sum_k one[k] q^k + own
///   e^(-loss s)
template <class V>
struct PegLeg {
    V rest_two, rest_one, own;
    Vector<V, 5> two;  ///< powers 0..4 of 1 - q
    Vector<V, 5> one;  ///< powers 2..6 of q
    V release, elimination, one_chain_loss;
    V released_share;
};

template <class V>
TWINARM_HD inline PegLeg<V> peg_leg(const PegRelease<V>& k, const PegAmounts<V>& amounts, V input) {
    constexpr int pairs[5] = {1, 3, 6, 10, 15};  // binomial(m, 2), m = 2..6
    constexpr int binomial[5][5] = {
        {1, 0, 0, 0, 0}, {1, 1, 0, 0, 0}, {1, 2, 1, 0, 0}, {1, 3, 3, 1, 0}, {1, 4, 6, 4, 1}};
    const PegAmounts<V> rest = peg_steady_state(k, input);
    PegLeg<V> leg;
    for (int j = 0; j < 5; ++j) leg.two[j] = V(pairs[j]) * (amounts[j + 2] - rest[j + 2]);
    leg.own = amounts[1] - rest[1];
    for (int i = 0; i < 5; ++i) {
        // Coefficient of q^(i+2) in q^2 sum_j two[j] (1-q)^j, then what the chain 2 -> 1 makes of it.
        V coefficient = V(0);
        for (int j = i; j < 5; ++j)
            coefficient = coefficient + V((i % 2 == 0 ? 1 : -1) * binomial[j][i]) * leg.two[j];
        leg.one[i] =
            V(2) * k.release * coefficient / (k.one_chain_loss - k.elimination - V(i + 2) * k.release);
        leg.own = leg.own - leg.one[i];
    }
    leg.rest_two = rest[2];
    leg.rest_one = rest[1];
    leg.release = k.release;
    leg.elimination = k.elimination;
    leg.one_chain_loss = k.one_chain_loss;
    leg.released_share = k.released_share;
    return leg;
}

/// The same leg in another unit: amounts times 1 / volume are concentrations.
template <class V>
TWINARM_HD inline PegLeg<V> scaled(PegLeg<V> leg, V factor) {
    for (int j = 0; j < 5; ++j) leg.two[j] = leg.two[j] * factor;
    for (int j = 0; j < 5; ++j) leg.one[j] = leg.one[j] * factor;
    leg.rest_two = leg.rest_two * factor;
    leg.rest_one = leg.rest_one * factor;
    leg.own = leg.own * factor;
    return leg;
}

/// Concentrations of the same leg.
template <class V>
TWINARM_HD inline PegLeg<V> concentration_leg(const PegRelease<V>& k, const PegAmounts<V>& amounts, V input) {
    return scaled(peg_leg(k, amounts, input), V(1) / k.volume);
}

template <class V>
struct ActiveConjugates {
    V two, one;  ///< in the unit of the leg
};

template <class V>
TWINARM_HD TWINARM_INLINED ActiveConjugates<V> value_at(const PegLeg<V>& leg, V elapsed) {
    const V q = decay(leg.release * elapsed);
    const V common = decay((leg.elimination + V(2) * leg.release) * elapsed);  // e^(-k_el s) q^2
    const V u = V(1) - q;
    const V two = leg.two[0] + u * (leg.two[1] + u * (leg.two[2] + u * (leg.two[3] + u * leg.two[4])));
    const V one = leg.one[0] + q * (leg.one[1] + q * (leg.one[2] + q * (leg.one[3] + q * leg.one[4])));
    return {leg.rest_two + common * two,
            leg.rest_one + common * one + leg.own * decay(leg.one_chain_loss * elapsed)};
}

template <class V>
TWINARM_HD inline bool any_above(const PegAmounts<V>& amounts, V limit) {
    V most = amounts[1];
    for (int m = 2; m <= peg_chains; ++m) most = maximum(most, amounts[m]);
    return most > limit;
}

/// All amounts after `elapsed` hours of constant input.
template <class V>
TWINARM_HD inline PegAmounts<V> carry(const PegRelease<V>& k, const PegAmounts<V>& amounts, V input,
                                      V elapsed) {
    const PegAmounts<V> rest = peg_steady_state(k, input);
    const V q = decay(k.release * elapsed), u = V(1) - q;
    PegAmounts<V> after;
    V scale = decay(k.elimination * elapsed) * q;
    for (int m = 2; m <= peg_chains; ++m) {
        scale = scale * q;  // e^(-k_el s) q^m
        V choose = V(1), sum = V(0), power_of_u = V(1);
        for (int j = m; j <= peg_chains; ++j) {
            sum = sum + choose * power_of_u * (amounts[j] - rest[j]);
            choose = choose * V(j + 1) / V(j + 1 - m);  // binomial(j+1, m)
            power_of_u = power_of_u * u;
        }
        after[m] = rest[m] + scale * sum;
    }
    after[1] = value_at(peg_leg(k, amounts, input), elapsed).one;
    after[0] = V(0);
    return after;
}

TWINARM_END
