// One drug in several phases of an arm, such as a loading phase and maintenance.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/dosing/regimen.hpp"

namespace twinarm::cohort {

/// The last planned dose of a regimen [min], where no rule ends it before; at most the horizon.
std::int64_t last_dose_min(const Regimen& regimen, std::int32_t horizon_min);

/// Why one regimen of a drug cannot follow another in an arm, or "". The earlier must end before the later
/// begins, also where its doses are held; and where a rule has stopped the earlier, the later must not begin,
/// which holds where both stop at progression: that response stays. Of those that start at an event one may
/// start at progression, where the other stops. The names are for the message.
std::string why_no_phases(const Regimen& one, const std::string& one_name, const Regimen& other,
                          const std::string& other_name, std::int32_t horizon_min);

/// Whether a rule looks at the response and is true where the latest scan shows progression.
bool is_true_at_progression(const DoseRule& rule);

}  // namespace twinarm::cohort
