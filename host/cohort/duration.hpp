// A length of time as an option gives it.
#pragma once

#include <string>

namespace twinarm::cohort {

/// "7 d", "12h", "1 week" in hours, more than 0. Throws UsageError that names the option.
double hours_in(const std::string& option, const std::string& text);

}  // namespace twinarm::cohort
