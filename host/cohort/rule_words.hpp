// The condition of a dose rule, in words.
#pragma once

#include <string>
#include <vector>

#include "kernels/dosing/regimen.hpp"

namespace twinarm::cohort {

/// The condition of a rule for the patient with these parameters: "hypotension grade >= 3".
std::string rule_in_words(const DoseRule& rule, const std::vector<double>& parameters);

}  // namespace twinarm::cohort
