// What a kind of drug must provide, and what all drugs together come to.
#pragma once

#include <concepts>

#include "kernels/core/drug.hpp"
#include "kernels/model/receptor_occupancy.hpp"

TWINARM_BEGIN

template <class V>
struct Patient;

/// Concentrations at a moment. Several kinds add to free IL-2; each of the others comes from one kind.
template <class V>
struct DrugLevels {
    Ligands<V> il2;  ///< [nmol/L]
    V nivolumab;     ///< [ug/mL]
};

/// A kind of drug. Its own file specialises it; CompleteDrugKind says what it must have.
template <Drug drug>
struct DrugKind;

template <Drug drug, class Kind = DrugKind<drug>>
concept CompleteDrugKind = requires(const Patient<double>& patient,
                                    const typename Kind::template Kinetics<double>& kinetics,
                                    const typename Kind::template Amounts<double>& amounts,
                                    const typename Kind::template Leg<double>& leg, DrugLevels<double>& level,
                                    double number) {
    typename Kind::template Parameters<double>;
    // "nmol" or "mg": of a dose, of Amounts and of an input per hour.
    { Kind::amount_unit } -> std::convertible_to<const char*>;
    // Whether its levels occupy IL-2 receptors.
    { Kind::binds_il2_receptors } -> std::convertible_to<bool>;
    // Whether its kinetics change with time; they are then held from dose to dose.
    { Kind::kinetics_change } -> std::convertible_to<bool>;
    // Whether a dose may be given under the skin, into Amounts::depot.
    { Kind::is_absorbed } -> std::convertible_to<bool>;
    // Rate constants and volumes of a patient, `number` hours after the start of treatment.
    { Kind::kinetics(patient, number) } -> std::same_as<typename Kind::template Kinetics<double>>;
    // Amounts after `number` hours of a constant input.
    { carry(kinetics, amounts, number, number) } -> std::same_as<typename Kind::template Amounts<double>>;
    // Whether any amount exceeds a limit.
    { any_above(amounts, number) } -> std::same_as<bool>;
    // The coming leg's concentrations in closed form, made of numbers only.
    { concentration_leg(kinetics, amounts, number) } -> std::same_as<typename Kind::template Leg<double>>;
    // Adds its concentrations `number` hours into a leg.
    Kind::add_level(level, leg, number);
};

TWINARM_END
