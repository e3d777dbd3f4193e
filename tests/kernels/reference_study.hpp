// A study for tests: the reference population, the regimens of the trials, scans, and short ways to change
// them.
#pragma once

#include <initializer_list>

#include "kernels/patient/sample_patient.hpp"
#include "tests/kernels/reference_population.hpp"

namespace twinarm::reference {

inline constexpr int day = 24 * 60;  ///< [min]
inline constexpr int week = 7 * day;
inline constexpr double nmol_per_mg = 1e6 / 15300;  ///< of IL-2, 15.3 kDa

inline DoseRule rule_of(RuleVariable variable, Comparison comparison, double threshold, RuleAction action,
                        RuleMoment moment = RuleMoment::before_dose) {
    return {variable, comparison, action, moment, threshold, -1};
}
inline DoseRule stop_at_progression() {
    return rule_of(RuleVariable::response, Comparison::equal, int(Response::PD), RuleAction::stop);
}
inline void add_rule(Regimen& regimen, const DoseRule& rule) {
    regimen.rules[regimen.rule_count++] = rule;
}

/// One dose every `interval_min`, without end and without rules.
inline Regimen every(Drug drug, double dose, bool per_kg, int infusion_min, int interval_min) {
    Regimen r{};
    r.drug = drug;
    r.dose = dose;
    r.dose_per_kg = per_kg ? 1 : 0;
    r.infusion_min = infusion_min;
    r.doses_per_cycle = r.cycles_per_course = 1;
    r.course_interval_min = interval_min;
    r.hold_min = day;
    r.max_hold_min = week;
    return r;
}

/// 600,000 IU/kg every 8 h, 14 doses a cycle, two cycles a course, at most three courses; no rules.
inline Regimen plain_high_dose_il2() {
    Regimen r = every(Drug::aldesleukin, 600000 / 18e6 * 1.1 * nmol_per_mg, true, 15, 84 * day);
    r.doses_per_cycle = 14;
    r.dose_interval_min = 8 * 60;
    r.cycles_per_course = 2;
    r.cycle_interval_min = 14 * day;
    r.max_courses = 3;
    return r;
}
inline Regimen high_dose_il2() {
    Regimen r = plain_high_dose_il2();
    add_rule(r, stop_at_progression());
    add_rule(r, rule_of(RuleVariable::leak, Comparison::greater_or_equal, 0, RuleAction::skip));
    r.rules[1].threshold_parameter = parameter_index("toxicity.leak_tolerance");
    add_rule(r, rule_of(RuleVariable::hypotension_grade, Comparison::greater_or_equal, 3, RuleAction::skip));
    add_rule(r, rule_of(RuleVariable::sld_change, Comparison::greater_or_equal, 0,
                        RuleAction::no_further_course, RuleMoment::course_end));
    return r;
}

/// 0.006 mg/kg every three weeks.
inline Regimen nktr214() {
    Regimen r = every(Drug::nktr214, 0.006 * nmol_per_mg, true, 15, 3 * week);
    add_rule(r, stop_at_progression());
    add_rule(r, rule_of(RuleVariable::hypotension_grade, Comparison::greater_or_equal, 3, RuleAction::hold));
    return r;
}

/// 360 mg every three weeks.
inline Regimen nivolumab() {
    Regimen r = every(Drug::nivolumab, 360, false, 30, 3 * week);
    add_rule(r, stop_at_progression());
    return r;
}

inline Arm arm_of(std::uint32_t tag, std::initializer_list<Regimen> regimens) {
    Arm arm{};
    arm.tag = tag;
    for (const Regimen& regimen : regimens) arm.regimens[arm.regimen_count++] = regimen;
    return arm;
}

/// Scans every `interval_min`, baseline included, up to the horizon.
inline ScanSchedule scans_every(int interval_min, int horizon_min) {
    ScanSchedule scans{};
    for (int minute = 0; minute <= horizon_min && scans.count < max_scans; minute += interval_min)
        scans.minute[scans.count++] = minute;
    return scans;
}

/// The defaults of a cohort file, but without confirmation, and with a perfect reader.
inline ResponseRules unconfirmed_recist() {
    ResponseRules rules{};
    rules.criteria = Criteria::recist11;
    rules.stable_min = rules.disease_control_min = 42 * day;
    rules.accept_stable_between = rules.missed_between = 1;
    rules.progression_confirmation_min = 28 * day;
    rules.complete_below_mm = rules.measurable_from_mm = 5;
    return rules;
}

/// No arms yet; RECIST 1.1 without confirmation, a perfect reader, everybody comes to every scan.
inline Study study_without_arms(const Population& population, int horizon_min) {
    Study study{};
    study.seed = 1;
    study.horizon_min = horizon_min;
    study.response = unconfirmed_recist();
    study.population = population;
    return study;
}
inline void add_arm(Study& study, const Arm& arm, int scan_interval_min = 6 * week) {
    study.scans[study.arm_count] = scans_every(scan_interval_min, study.horizon_min);
    study.arms[study.arm_count++] = arm;
}

/// Sampled patients; aldesleukin, NKTR-214, nivolumab, the combination and no drug; reader error of 4%.
inline Study reference_study(int horizon_min = 52 * week) {
    Study study = study_without_arms(reference_population(), horizon_min);
    study.response.reader_log_sd = 0.04;
    add_arm(study, arm_of(101, {high_dose_il2()}));
    add_arm(study, arm_of(102, {nktr214()}));
    add_arm(study, arm_of(103, {nivolumab()}));
    add_arm(study, arm_of(104, {nktr214(), nivolumab()}));
    add_arm(study, arm_of(105, {}));
    return study;
}

/// Gives every patient the same value of one parameter.
inline void fix(Study& study, const char* key, double value) {
    study.population.marginal[parameter_index(key)] = fixed_at(value);
}

/// T cells make every untreated tumour shrink by `per_day` of its logarithm, and nothing else moves them.
inline void let_shrink(Study& study, double per_day) {
    fix(study, "tumour.growth_rate", 1e-12);
    fix(study, "tumour.unmatched_killing", 0.9);
    fix(study, "tumour.killing", per_day / 24 / 0.9);
    fix(study, "tumour.killing_limit", 1e9);
    fix(study, "tumour.resistant_sensitivity", 1);
    fix(study, "tumour.priming", 0);
}

inline Patient<double> typical_patient() {
    return sample_patient<double>(typical_population(), 1, 0);
}
inline Patient<double> reference_patient(std::uint64_t number) {
    return sample_patient<double>(reference_population(), 1, number);
}

}  // namespace twinarm::reference
