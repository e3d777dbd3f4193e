// What a target compares: counts of responses, survivors, shares, quantiles.
#pragma once

#include "host/calibrate/calibration.hpp"
#include "host/cohort/fields.hpp"

namespace twinarm {

/// Index of the column that `request` asks for, added where it is new.
std::size_t column_of(Calibration& calibration, SummaryRequest request);

/// Asks `fields` for the one measure of a target and fills its parts. Where the arm is not known (not
/// `placed`) only errors are looked for.
void read_measures(Fields& fields, const Place& place, bool placed, const SummaryRequest& arm,
                   Calibration& calibration, Target& target, Report& report);

}  // namespace twinarm
