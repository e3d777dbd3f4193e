// Parameters that a cohort file may leave out.
#pragma once

#include <optional>

namespace twinarm::cohort {

/// The value of parameter_table[index], in its native unit, where a file gives none; none where it must.
/// These are values that change nothing: a factor of 1, the number of chains of NKTR-214.
std::optional<double> default_of(int index);

}  // namespace twinarm::cohort
