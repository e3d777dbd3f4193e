// The drugs of one patient: amounts in the body, infusions that run, and the legs that follow from them.
#pragma once

#include "kernels/model/physiology.hpp"
#include "kernels/patient/dose_amount.hpp"

TWINARM_BEGIN

/// For kinetics that change with time: the interval for which they are held.
template <bool change>
struct HeldInterval {};
template <>
struct HeldInterval<true> {
    std::int32_t interval_min;  ///< 0 before the first dose
    std::int32_t until_min;
};

/// One drug in the body.
template <Drug drug, class T>
struct DrugInBody : HeldInterval<DrugKind<drug>::kinetics_change> {
    typename DrugKind<drug>::template Kinetics<T> kinetics;
    typename DrugKind<drug>::template Amounts<T> amounts;  ///< in its amount_unit
};

template <class T>
struct Drugs {
#define TWINARM_DRUG_IN_BODY(name, parameters) DrugInBody<Drug::name, T> name;
    TWINARM_DRUGS(TWINARM_DRUG_IN_BODY)
    T infusion[max_regimens];                      ///< amount/h of each regimen of the arm
    std::int32_t infusion_ends_min[max_regimens];  ///< 0 where none runs
};

template <class T>
TWINARM_HD inline Drugs<T> no_drugs(const Patient<T>& patient) {
    Drugs<T> drugs{};
    for_each_drug([&](auto slot) { slot.of(drugs).kinetics = slot.kinetics(patient, T(0)); });
    return drugs;
}

/// Inflow of one drug, over all regimens of the arm [amount/h].
template <class T>
TWINARM_HD inline T input_of(const Drugs<T>& drugs, const Arm& arm, Drug drug) {
    T sum = T(0);
    for (int r = 0; r < arm.regimen_count; ++r)
        if (arm.regimens[r].drug == drug) sum = sum + drugs.infusion[r];
    return sum;
}

inline constexpr double negligible_amount =
    1e-9;  ///< nmol or mg; a drug below it in all compartments has left the body

inline constexpr std::int32_t only_dose_interval_min = 21 * 24 * 60;  ///< where a regimen has no interval

template <Drug drug, class T>
TWINARM_HD inline bool is_present(const DrugInBody<drug, T>& in_body, T input) {
    return input > T(0) || any_above(in_body.amounts, T(negligible_amount));
}

/// Amounts after `elapsed` hours of the present infusions. A drug that has left the body is exactly 0 from
/// then on.
template <class T>
TWINARM_HD inline void carry_drugs(Drugs<T>& drugs, const Arm& arm, T elapsed) {
    for_each_drug([&](auto slot) {
        auto& in_body = slot.of(drugs);
        const T input = input_of(drugs, arm, slot.drug);
        if (is_present(in_body, input))
            in_body.amounts = carry(in_body.kinetics, in_body.amounts, input, elapsed);
        else
            in_body.amounts = {};
    });
}

/// The coming leg's concentrations in closed form.
template <class T>
TWINARM_HD inline DrugLeg<T> drug_leg(const Drugs<T>& drugs, const Arm& arm) {
    DrugLeg<T> leg{};
    for_each_drug([&](auto slot) {
        const auto& in_body = slot.of(drugs);
        const T input = input_of(drugs, arm, slot.drug);
        slot.of(leg.present) = is_present(in_body, input);
        if (slot.of(leg.present)) slot.of(leg) = concentration_leg(in_body.kinetics, in_body.amounts, input);
    });
    return leg;
}

/// Kinetics for the interval that begins: constant, as they are in its middle (kernels/README.md,
/// "Nivolumab").
template <class Slot, class T>
TWINARM_HD inline void hold_kinetics(Slot slot, Drugs<T>& drugs, const Patient<T>& patient,
                                     std::int32_t now_min, std::int32_t interval_min) {
    const T middle = (T(now_min) + T(0.5) * T(interval_min)) / T(60);
    auto& in_body = slot.of(drugs);
    in_body.kinetics = slot.kinetics(patient, middle);
    in_body.interval_min = interval_min;
    in_body.until_min = now_min + interval_min;
}

/// If no dose came at the end of the interval, the next one begins anyway: clearance keeps falling
/// after the last dose. (Held constant, it left one dose's concentration wrong by a factor of 10 in a year.)
template <class T>
TWINARM_HD inline void renew_kinetics(Drugs<T>& drugs, const Patient<T>& patient, std::int32_t now_min) {
    for_each_drug([&](auto slot) {
        if constexpr (slot.kinetics_change) {
            const auto& in_body = slot.of(drugs);
            if (in_body.interval_min > 0 && now_min >= in_body.until_min)
                hold_kinetics(slot, drugs, patient, now_min, in_body.interval_min);
        }
    });
}

/// For how long the kinetics are held that begin with a dose.
TWINARM_HD inline std::int32_t held_interval_min(const Regimen& regimen) {
    const std::int32_t interval = regimen.doses_per_cycle > 1     ? regimen.dose_interval_min
                                  : regimen.cycles_per_course > 1 ? regimen.cycle_interval_min
                                                                  : regimen.course_interval_min;
    return interval > 0 ? interval : only_dose_interval_min;
}

/// A dose under the skin.
template <class T>
TWINARM_HD inline void absorb(Drugs<T>& drugs, Drug drug, T amount) {
    for_each_drug([&](auto slot) {
        if constexpr (slot.is_absorbed) {
            auto& in_body = slot.of(drugs);
            if (drug == slot.drug)
                in_body.amounts.depot = in_body.amounts.depot + amount * in_body.kinetics.bioavailability;
        }
    });
}

/// Starts one infusion of regimen r at `now`, or puts a dose under the skin, at a level of its doses where it
/// has some; returns the amount in the drug's amount_unit.
template <class T>
TWINARM_HD inline T start_infusion(Drugs<T>& drugs, const Arm& arm, int r, std::int32_t now_min,
                                   const Patient<T>& patient, std::int32_t level = 0) {
    const Regimen& regimen = arm.regimens[r];
    const T amount = dose_amount(regimen, level, patient.covariates);
    if (regimen.infusion_min > 0) {
        drugs.infusion[r] = amount / (T(regimen.infusion_min) / T(60));
        drugs.infusion_ends_min[r] = now_min + regimen.infusion_min;
    } else {
        absorb(drugs, regimen.drug, amount);
    }
    for_each_drug([&](auto slot) {
        if constexpr (slot.kinetics_change)
            if (regimen.drug == slot.drug)
                hold_kinetics(slot, drugs, patient, now_min, held_interval_min(regimen));
    });
    return amount;
}

TWINARM_END
