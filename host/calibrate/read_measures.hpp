// What a target compares: counts of responses, survivors, shares, quantiles.
#pragma once

#include "host/calibrate/calibration.hpp"
#include "host/toml/fields.hpp"

namespace twinarm::calibrate {

/// The arm or pool that `id` names, as shares of patients.
void choose_arms(const toml::Node* id, const cohort::Cohort& cohort, SummaryRequest& request,
                 base::Report& report);

/// Asks `fields` for the one measure of a target and fills its parts. Where the arm is not known (not
/// `placed`) only errors are looked for.
void read_measures(toml::Fields& fields, const base::Place& place, bool placed, const SummaryRequest& arm,
                   Calibration& calibration, Target& target, base::Report& report);

}  // namespace twinarm::calibrate
