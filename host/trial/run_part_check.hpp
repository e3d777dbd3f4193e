// Whether the counts of a part of a run can be those of its patients.
#pragma once

#include "host/trial/run_part.hpp"

namespace twinarm::trial {

/// Whether sums are what they should be, no count is above what it is a part of, and the records of the pool
/// agree with the counts. A change that keeps all of this is not seen.
bool adds_up(const RunPart& part, const RunShape& shape);

}  // namespace twinarm::trial
