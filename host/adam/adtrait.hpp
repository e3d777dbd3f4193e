// ADTRAIT: one row per subject, with the parameters of the model that differ between patients.
#pragma once

#include <array>

#include "host/adam/subject.hpp"
#include "host/cohort/studies.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::adam {

/// A parameter of the model that has a column.
struct TraitColumn {
    int parameter;      ///< index in parameter_table
    std::string name;   ///< at most 8 letters
    std::string label;  ///< "tumour.growth_rate (1/d)": its path in a cohort file, and its unit
};

/// Parameters that differ between patients, covariates aside.
std::vector<TraitColumn> trait_columns(const cohort::Studies& studies);

/// Name of a parameter's column: two letters of its group, the beginnings of the words of its name, and the
/// number at its end. "tumour.growth_rate" is TUGRORAT, "receptors.nk_cd25" RENKCD25. No two are the same.
std::string trait_name(const ParameterEntry& parameter);

/// "tumour.growth_rate (1/d)"; without the unit where it would have more than 40 letters.
std::string trait_label(const ParameterEntry& parameter);

struct AdtraitRow {
    const Subject* subject = &no_subject;
    Patient<double> patient{};
    std::vector<TraitColumn> traits;
};

template <class Field>
void for_each_column(const AdtraitRow& row, Field field) {
    for_each_subject_column(*row.subject, field);
    std::array<double, parameter_count> parameters;
    for_each_parameter(row.patient, [&](double value, int i) { parameters[std::size_t(i)] = value; });
    for (const TraitColumn& trait : row.traits)
        field(trait.name, trait.label, parameter_table[trait.parameter].unit,
              parameters[std::size_t(trait.parameter)]);
}

}  // namespace twinarm::adam
