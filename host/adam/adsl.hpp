// ADSL: one row per subject, with what is known before treatment.
#pragma once

#include <algorithm>
#include <cmath>

#include "host/adam/subject.hpp"
#include "host/base/words.hpp"
#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm::adam {

struct AdslRow {
    Subject subject;
    Outcome outcome{};
    std::optional<double> first_dose_h;  ///< of the arm as planned; none where it is untreated
    bool treated = false;                ///< a dose was given
    std::string seed;
    std::string population;  ///< name; empty where the run has only one
    Covariates<double> covariates{};
};

/// When the first dose of an arm is planned [h].
inline std::optional<double> first_dose_h(const Arm& arm) {
    std::optional<double> first;
    for (int r = 0; r < arm.regimen_count; ++r) {
        const double of_regimen = arm.regimens[r].first_dose_min / 60.0;
        first = std::min(first.value_or(of_regimen), of_regimen);
    }
    return first;
}

/// Whether the patient had any dose; nothing is known of a failed course.
inline bool was_treated(const Arm& arm, const Outcome& outcome) {
    return outcome.status == Status::ok &&
           std::any_of(outcome.doses_given, outcome.doses_given + arm.regimen_count,
                       [](std::int32_t doses) { return doses > 0; });
}

template <class Field>
void for_each_column(const AdslRow& row, Field field) {
    const cohort::ArmDesign& arm = *row.subject.arm;
    const Outcome& o = row.outcome;
    const bool ok = o.status == Status::ok;
    const double nothing = std::nan("");
    const Covariates<double>& known = row.covariates;
    field("STUDYID", "Study Identifier", "", row.subject.study);
    field("USUBJID", "Unique Subject Identifier", "", row.subject.id);
    field("SUBJID", "Subject Identifier for the Study", "", row.subject.number);
    field("SITEID", "Study Site Identifier", "", "SIM");
    field("PATIENT", "Virtual Patient, as in patients.csv", "1", row.subject.patient);
    field("AGE", "Age", "year", known.age);
    field("AGEU", "Age Units", "", "YEARS");
    field("SEX", "Sex", "", known.male > 0.5 ? "M" : "F");
    field("RACE", "Race", "", "UNKNOWN");  // the model has none
    field("ARMCD", "Planned Arm Code", "", arm.id);
    field("ARM", "Description of Planned Arm", "", arm.label);
    field("TRT01P", "Planned Treatment for Period 01", "", arm.label);
    field("TRT01PN", "Planned Treatment for Period 01 (N)", "1", o.arm + 1);
    field("TRTSDT", "Date of First Exposure to Treatment", "",
          row.treated && row.first_dose_h ? std::optional(date_of(*row.first_dose_h)) : std::nullopt);
    field("ITTFL", "Intent-To-Treat Population Flag", "", "Y");
    field("SAFFL", "Safety Population Flag", "", yes_or_no(row.treated));
    field("EVALFL", "Post-Baseline Assessment Flag", "", ok ? yes_or_no(is_evaluable(o)) : "");
    field("DTHFL", "Subject Death Flag", "", ok && o.os_event != 0 ? "Y" : "");
    field("DTHDT", "Date of Death", "",
          ok && o.os_event != 0 ? std::optional(date_of(o.os_h)) : std::nullopt);
    field("SIMFL", "Simulated Data Flag", "", "Y");
    field("SEED", "Seed of the Random Numbers", "", row.seed);
    field("POPULID", "Plausible Population", "", row.population);
    field("STATUS", "Status of the Simulation (0: completed)", "1", std::int32_t(o.status));
    field("STATUSC", "Status of the Simulation in Words", "", base::name_of(o.status));
    field("FAILAT", "Time at Which the Simulation Failed", "d",
          ok || o.failure_time_h == never ? nothing : o.failure_time_h / 24);
    field("WEIGHTBL", "Weight at Baseline", "kg", known.weight);
    field("ECOGBL", "ECOG Performance Status at Baseline", "1", known.ecog);
    field("LDHHIFL", "LDH Above Upper Limit at Baseline Flag", "", yes_or_no(known.ldh_elevated > 0.5));
    field("PDL1FL", "PD-L1 on 1% of Tumour Cells or More Flag", "", yes_or_no(known.pdl1_positive > 0.5));
    field("IMDCBL", "IMDC Risk (0 Favourable to 2 Poor)", "1", known.imdc_class);
    field("SDIAMBL", "Sum of Diameters at Baseline, as Read", "mm", ok ? o.baseline_sld_mm : nothing);
}

}  // namespace twinarm::adam
