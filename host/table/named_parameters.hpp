// The parameters of a patient by the names that the cohort file gives them.
#pragma once

#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/store/same_as_stored.hpp"
#include "kernels/model/parameters.hpp"

namespace twinarm::table {

struct NamedParameter {
    std::string name;  ///< "pembrolizumab.clearance"
    double value;      ///< in the entry's unit
    const ParameterEntry* entry;
};

/// Of a patient in some arms, in the order of parameter_table. Those of drugs are there once for each drug
/// that the arms give, or for the kind's own where they give none of the kind.
std::vector<NamedParameter> named_parameters(const cohort::Cohort& cohort,
                                             const std::vector<store::CourseAgain>& courses);

}  // namespace twinarm::table
