// The scans of a simulated course as its reader saw them, from the outcome alone: a reader's error has an
// address.
#pragma once

#include <vector>

#include "kernels/endpoint/recist.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::trial {

/// Baseline first. `study` is the one that gave the outcome, which must be of a completed course.
std::vector<ScanRecord> scan_records(const Study& study, Outcome outcome);

/// Best overall response where nothing need be confirmed. `scans` as above.
BestResponse unconfirmed_response(const Study& study, int arm, const std::vector<ScanRecord>& scans);

}  // namespace twinarm::trial
