// The results of a run as tables.
#pragma once

#include <string>

#include "host/python/data_table.hpp"
#include "host/study/held_run.hpp"

namespace twinarm::python {

/// The rows of patients.csv, its columns and their types; with the patients' parameters that differ, where
/// `traits` is set.
DataTable patient_table(const study::HeldRun& run, bool traits);

/// The rows of trials.csv.
DataTable trial_table(const study::HeldRun& run, const study::HeldSummary& held);

/// Steps of the Kaplan-Meier curves of all arms, day 0 first. `which`: pfs, os or duration. Throws
/// UsageError.
DataTable survival_table(const study::HeldSummary& held, const std::string& which);

/// The parameters that the cohort gives, each with its distribution, unit, status and source.
DataTable parameters_of(const cohort::Cohort& cohort);

}  // namespace twinarm::python
