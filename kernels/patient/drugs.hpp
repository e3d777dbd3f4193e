// The three drugs of one patient: amounts in the body, infusions that run, and the legs that follow from
// them.
#pragma once

#include "kernels/dosing/regimen.hpp"
#include "kernels/model/physiology.hpp"

TWINARM_BEGIN

template <class T>
struct Drugs {
    TwoCompartment<T> aldesleukin_kinetics, nivolumab_kinetics;
    PegRelease<T> nktr214_kinetics;
    TwoCompartmentAmounts<T> aldesleukin;          ///< [nmol]
    PegAmounts<T> nktr214;                         ///< [nmol]
    TwoCompartmentAmounts<T> nivolumab;            ///< [mg]
    T infusion[max_regimens];                      ///< amount/h of each regimen of the arm
    std::int32_t infusion_ends_min[max_regimens];  ///< 0 where none runs
    std::int32_t clearance_interval_min;  ///< for which nivolumab's clearance is held; 0 before a dose
    std::int32_t clearance_until_min;
};

template <class T>
TWINARM_HD inline Drugs<T> no_drugs(const Patient<T>& patient) {
    Drugs<T> drugs{};
    drugs.aldesleukin_kinetics = aldesleukin_kinetics(patient.aldesleukin, patient.covariates.weight);
    drugs.nktr214_kinetics = peg_release_kinetics(patient.nktr214, patient.covariates.weight);
    drugs.nivolumab_kinetics = nivolumab_kinetics(patient.nivolumab, patient.covariates, T(0));
    return drugs;
}

/// What flows in of one drug, over all regimens of the arm [amount/h].
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

template <class T>
TWINARM_HD inline bool is_present(const TwoCompartmentAmounts<T>& a, T input) {
    return input > T(0) || a.central > T(negligible_amount) || a.peripheral > T(negligible_amount);
}
template <class T>
TWINARM_HD inline bool is_present(const PegAmounts<T>& a, T input) {
    T most = input;
    for (int m = 1; m <= peg_chains; ++m) most = maximum(most, a[m]);
    return input > T(0) || most > T(negligible_amount);
}

/// Amounts after `elapsed` hours of the present infusions. What has left the body is exactly 0 from then on.
template <class T>
TWINARM_HD inline void carry_drugs(Drugs<T>& drugs, const Arm& arm, T elapsed) {
    const T aldesleukin = input_of(drugs, arm, Drug::aldesleukin);
    const T nktr214 = input_of(drugs, arm, Drug::nktr214);
    const T nivolumab = input_of(drugs, arm, Drug::nivolumab);
    if (is_present(drugs.aldesleukin, aldesleukin))
        drugs.aldesleukin = carry(drugs.aldesleukin_kinetics, drugs.aldesleukin, aldesleukin, elapsed);
    else
        drugs.aldesleukin = {T(0), T(0)};
    if (is_present(drugs.nktr214, nktr214))
        drugs.nktr214 = carry(drugs.nktr214_kinetics, drugs.nktr214, nktr214, elapsed);
    else
        drugs.nktr214 = {};
    if (is_present(drugs.nivolumab, nivolumab))
        drugs.nivolumab = carry(drugs.nivolumab_kinetics, drugs.nivolumab, nivolumab, elapsed);
    else
        drugs.nivolumab = {T(0), T(0)};
}

/// The coming leg's concentrations in closed form.
template <class T>
TWINARM_HD inline DrugLeg<T> drug_leg(const Drugs<T>& drugs, const Arm& arm) {
    const T aldesleukin = input_of(drugs, arm, Drug::aldesleukin);
    const T nktr214 = input_of(drugs, arm, Drug::nktr214);
    const T nivolumab = input_of(drugs, arm, Drug::nivolumab);
    DrugLeg<T> leg{};
    leg.present.aldesleukin = is_present(drugs.aldesleukin, aldesleukin);
    leg.present.nktr214 = is_present(drugs.nktr214, nktr214);
    leg.present.nivolumab = is_present(drugs.nivolumab, nivolumab);
    const TwoCompartment<T>&il2 = drugs.aldesleukin_kinetics, &antibody = drugs.nivolumab_kinetics;
    const PegRelease<T>& prodrug = drugs.nktr214_kinetics;
    if (leg.present.aldesleukin)
        leg.aldesleukin = scaled(central_amount(il2, drugs.aldesleukin, aldesleukin), T(1) / il2.volume);
    if (leg.present.nktr214)
        leg.nktr214 = scaled(peg_leg(prodrug, drugs.nktr214, nktr214), T(1) / prodrug.volume);
    if (leg.present.nivolumab)
        leg.nivolumab = scaled(central_amount(antibody, drugs.nivolumab, nivolumab), T(1) / antibody.volume);
    leg.released_share = prodrug.free_release * prodrug.volume / (il2.k10 * il2.volume);
    return leg;
}

/// Nivolumab's clearance for the interval that begins: constant, at the value of its middle
/// (kernels/README.md, "Nivolumab").
template <class T>
TWINARM_HD inline void hold_clearance(Drugs<T>& drugs, const Patient<T>& patient, std::int32_t now_min,
                                      std::int32_t interval_min) {
    const T middle = (T(now_min) + T(0.5) * T(interval_min)) / T(60);
    drugs.nivolumab_kinetics = nivolumab_kinetics(patient.nivolumab, patient.covariates, middle);
    drugs.clearance_interval_min = interval_min;
    drugs.clearance_until_min = now_min + interval_min;
}

/// Where no dose came at the interval's end, the next one begins all the same: clearance goes on falling
/// after the last dose. (Held for ever, it left one dose's concentration wrong by a factor of 10 in a year.)
template <class T>
TWINARM_HD inline void renew_clearance(Drugs<T>& drugs, const Patient<T>& patient, std::int32_t now_min) {
    if (drugs.clearance_interval_min > 0 && now_min >= drugs.clearance_until_min)
        hold_clearance(drugs, patient, now_min, drugs.clearance_interval_min);
}

/// Starts one infusion of regimen r at `now`; returns the amount [nmol; nivolumab mg].
template <class T>
TWINARM_HD inline T start_infusion(Drugs<T>& drugs, const Arm& arm, int r, std::int32_t now_min,
                                   const Patient<T>& patient) {
    const Regimen& regimen = arm.regimens[r];
    const T amount = T(regimen.dose) * (regimen.dose_per_kg != 0 ? patient.covariates.weight : T(1));
    drugs.infusion[r] = amount / (T(regimen.infusion_min) / T(60));
    drugs.infusion_ends_min[r] = now_min + regimen.infusion_min;
    if (regimen.drug == Drug::nivolumab) {
        const std::int32_t interval = regimen.doses_per_cycle > 1     ? regimen.dose_interval_min
                                      : regimen.cycles_per_course > 1 ? regimen.cycle_interval_min
                                                                      : regimen.course_interval_min;
        hold_clearance(drugs, patient, now_min, interval > 0 ? interval : only_dose_interval_min);
    }
    return amount;
}

TWINARM_END
