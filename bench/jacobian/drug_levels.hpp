// How fast the drug levels of a leg change: d/dt of the closed forms.
#pragma once

#include "kernels/model/physiology.hpp"

TWINARM_BEGIN

/// A number and its rate of change [per hour].
template <class V>
struct Changing {
    V value, per_h;
};

template <class V>
TWINARM_HD inline Changing<V> changing(const BiexponentialLeg<V>& leg, V elapsed) {
    const V fast_part = leg.fast_part * exponential(-leg.fast * elapsed);
    const V slow_part = leg.slow_part * exponential(-leg.slow * elapsed);
    return {leg.at_rest + fast_part + slow_part, -(leg.fast * fast_part + leg.slow * slow_part)};
}

/// A polynomial of degree 4 and its derivative.
template <class V>
TWINARM_HD inline Changing<V> changing(const Vector<V, 5>& coefficient, V x) {
    Changing<V> p{coefficient[4], V(0)};
    for (int i = 3; i >= 0; --i) p = {coefficient[i] + x * p.value, p.value + x * p.per_h};
    return p;
}

/// Active conjugates of NKTR-214 and their rates; q' = -k q, (1 - q)' = k q.
template <class V>
TWINARM_HD inline ActiveConjugates<Changing<V>> changing(const PegLeg<V>& leg, V elapsed) {
    const V q = exponential(-leg.release * elapsed);
    const V common = exponential(-leg.elimination * elapsed) * q * q;
    const V common_loss = leg.elimination + V(2) * leg.release;
    const V own = leg.own * exponential(-leg.one_chain_loss * elapsed);
    const Changing<V> two = changing(leg.two, V(1) - q), one = changing(leg.one, q);
    const V release = leg.release * q;
    return {{leg.rest_two + common * two.value, common * (release * two.per_h - common_loss * two.value)},
            {leg.rest_one + common * one.value + own,
             -common * (release * one.per_h + common_loss * one.value) - leg.one_chain_loss * own}};
}

template <class V>
struct ChangingDrugLevels {
    DrugLevels<V> value, per_h;
};

/// drug_levels() and their rates.
template <class V>
TWINARM_HD inline ChangingDrugLevels<V> changing_drug_levels(const DrugLeg<V>& leg, V elapsed) {
    ChangingDrugLevels<V> level{{{V(0), V(0), V(0)}, V(0)}, {{V(0), V(0), V(0)}, V(0)}};
    if (leg.present.aldesleukin) {
        const Changing<V> il2 = changing(leg.aldesleukin, elapsed);
        level.value.il2.free = il2.value;
        level.per_h.il2.free = il2.per_h;
    }
    if (leg.present.nktr214) {
        const ActiveConjugates<Changing<V>> active = changing(leg.nktr214, elapsed);
        level.value.il2.free = level.value.il2.free + leg.nktr214.released_share * active.one.value;
        level.per_h.il2.free = level.per_h.il2.free + leg.nktr214.released_share * active.one.per_h;
        level.value.il2.one_chain = active.one.value;
        level.per_h.il2.one_chain = active.one.per_h;
        level.value.il2.two_chain = active.two.value;
        level.per_h.il2.two_chain = active.two.per_h;
    }
    if (leg.present.nivolumab) {
        const Changing<V> nivolumab = changing(leg.nivolumab, elapsed);
        level.value.nivolumab = nivolumab.value;
        level.per_h.nivolumab = nivolumab.per_h;
    }
    return level;
}

TWINARM_END
