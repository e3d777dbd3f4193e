// ADSL: one row per subject, with what is known before treatment and the virtual patient's sampled traits.
#pragma once

#include <array>
#include <cmath>
#include <vector>

#include "host/adam/subject.hpp"
#include "host/base/words.hpp"
#include "kernels/model/parameters.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::adam {

/// A parameter of the model that has a column.
struct TraitColumn {
    int parameter;  ///< index in parameter_table
    std::string name;
};

struct AdslRow {
    Subject subject;
    Outcome outcome{};
    std::uint64_t seed = 0;
    std::string population;  ///< name; empty where the run has only one
    Patient<double> patient{};
    std::vector<TraitColumn> traits;
};

/// Parameters that differ between patients, covariates aside: index in parameter_table.
std::vector<TraitColumn> trait_columns(const std::vector<const Study*>& studies);

template <class Field>
void for_each_column(const AdslRow& row, Field field) {
    const cohort::ArmLabel& arm = *row.subject.arm;
    const Outcome& o = row.outcome;
    const bool ok = o.status == Status::ok;
    const double nothing = std::nan("");
    field("STUDYID", "Study Identifier", "", row.subject.study);
    field("USUBJID", "Unique Subject Identifier", "", row.subject.id);
    field("SUBJID", "Subject Identifier for the Study", "", row.subject.number);
    field("PATIENT", "Virtual Patient, as in patients.csv", "1", row.subject.patient);
    field("ARMCD", "Planned Arm Code", "", arm.id);
    field("ARM", "Description of Planned Arm", "", arm.label);
    field("TRT01P", "Planned Treatment for Period 01", "", arm.label);
    field("TRT01PN", "Planned Treatment for Period 01 (N)", "1", o.arm + 1);
    field("SIMFL", "Simulated Data Flag", "", "Y");
    field("SEED", "Seed of the Random Numbers", "1", row.seed);
    field("POPULID", "Plausible Population", "", row.population);
    field("STATUS", "Status of the Simulation (0: completed)", "1", std::int32_t(o.status));
    field("STATUSC", "Status of the Simulation in Words", "", base::name_of(o.status));
    field("FAILDY", "Time at Which the Simulation Failed", "d",
          ok || o.failure_time_h == never ? nothing : o.failure_time_h / 24);
    field("EVALFL", "Post-Baseline Assessment Flag", "", ok ? yes_or_no(is_evaluable(o)) : "");
    field("DTHFL", "Subject Death Flag", "", ok ? yes_or_no(o.os_event != 0) : "");
    const Covariates<double>& known = row.patient.covariates;
    field("AGE", "Age", "year", known.age);
    field("AGEU", "Age Units", "", "YEARS");
    field("SEX", "Sex", "", known.male > 0.5 ? "M" : "F");
    field("WEIGHTBL", "Weight at Baseline", "kg", known.weight);
    field("ECOGBL", "ECOG Performance Status at Baseline", "1", known.ecog);
    field("LDHHIFL", "LDH Above Upper Limit at Baseline Flag", "", yes_or_no(known.ldh_elevated > 0.5));
    field("PDL1FL", "PD-L1 on 1% of Tumour Cells or More Flag", "", yes_or_no(known.pdl1_positive > 0.5));
    field("IMDCBL", "IMDC Risk (0 Favourable to 2 Poor)", "1", known.imdc_class);
    field("SDIAMBL", "Sum of Diameters at Baseline, as Read", "mm", ok ? o.baseline_sld_mm : nothing);
    std::array<double, parameter_count> parameters;
    for_each_parameter(row.patient, [&](double value, int i) { parameters[std::size_t(i)] = value; });
    for (const TraitColumn& trait : row.traits) {
        const ParameterEntry& entry = parameter_table[trait.parameter];
        field(trait.name, entry.meaning, entry.unit, parameters[std::size_t(trait.parameter)]);
    }
}

}  // namespace twinarm::adam
