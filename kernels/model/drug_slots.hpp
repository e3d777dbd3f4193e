// A slot for each kind of drug: what the legs and levels of all drugs are made of.
#pragma once

#include <type_traits>

#include "kernels/model/aldesleukin_pk.hpp"
#include "kernels/model/nivolumab_pk.hpp"
#include "kernels/model/peg_release_pk.hpp"

TWINARM_BEGIN

/// A kind, and `of(all)`: its member of a struct that has one for each kind.
template <Drug drug>
struct DrugSlot;
#define TWINARM_DRUG_SLOT(name, parameters)                                                    \
    template <>                                                                                \
    struct DrugSlot<Drug::name> : DrugKind<Drug::name> {                                       \
        static_assert(CompleteDrugKind<Drug::name>, "DrugKind<Drug::" #name "> lacks a part"); \
        static constexpr Drug drug = Drug::name;                                               \
        template <class All>                                                                   \
        TWINARM_HD static auto& of(All& all) {                                                 \
            return all.name;                                                                   \
        }                                                                                      \
    };
TWINARM_DRUGS(TWINARM_DRUG_SLOT)

/// Calls visit(DrugSlot) for every kind, in the order of the list.
template <class Visit>
TWINARM_HD TWINARM_INLINED void for_each_drug(const Visit& visit) {
#define TWINARM_VISIT_DRUG(name, parameters) visit(DrugSlot<Drug::name>{});
    TWINARM_DRUGS(TWINARM_VISIT_DRUG)
}

/// Which drugs are in the body (in any lane). An absent drug has amounts of exactly 0, so computing it or
/// leaving it out gives the same bits.
struct Present {
#define TWINARM_DRUG_IS_PRESENT(name, parameters) bool name;
    TWINARM_DRUGS(TWINARM_DRUG_IS_PRESENT)
};

TWINARM_HD inline bool any_il2(const Present& present) {
    bool any = false;
    for_each_drug([&](auto slot) {
        if constexpr (slot.binds_il2_receptors) any = any || slot.of(present);
    });
    return any;
}

/// Drug concentrations of one leg in closed form.
template <class V>
struct DrugLeg {
    using Number = V;
#define TWINARM_DRUG_LEG(name, parameters) typename DrugKind<Drug::name>::template Leg<V> name;
    TWINARM_DRUGS(TWINARM_DRUG_LEG)
    Present present;
};

/// Calls visit(number) for every number of a leg, in the order of the list.
template <class Leg, class Visit>
TWINARM_HD inline void for_each_number(Leg& leg, const Visit& visit) {
    using V = std::conditional_t<std::is_const_v<Leg>, const typename Leg::Number, typename Leg::Number>;
    for_each_drug([&](auto slot) {
        auto& of_drug = slot.of(leg);
        V* number = reinterpret_cast<V*>(&of_drug);
        for (std::size_t k = 0; k < sizeof(of_drug) / sizeof(V); ++k) visit(number[k]);
    });
}

template <class V>
TWINARM_HD inline DrugLevels<V> drug_levels(const DrugLeg<V>& leg, V elapsed) {
    DrugLevels<V> level{{V(0), V(0), V(0)}, V(0)};
    for_each_drug([&](auto slot) {
        if (slot.of(leg.present)) slot.add_level(level, slot.of(leg), elapsed);
    });
    return level;
}

TWINARM_END
