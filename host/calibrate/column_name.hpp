// What a column of the reference table is called.
#pragma once

#include <string>

#include "host/calibrate/calibration.hpp"

namespace twinarm::calibrate {

/// The arm, the measure and what restricts it: columns with one name are one column.
std::string column_name(const SummaryRequest& request);

/// Index of the column of `request`, added if it is new.
std::size_t column_of(Calibration& calibration, SummaryRequest request);

/// "best_change to -0.99".
std::string range_words(const OutcomeRange& range);

}  // namespace twinarm::calibrate
