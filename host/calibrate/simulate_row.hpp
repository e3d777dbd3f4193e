// One row of the reference table: every experiment at one point of the hyper-parameters.
#pragma once

#include <functional>
#include <vector>

#include "host/calibrate/reference_table.hpp"

namespace twinarm::calibrate {

/// Latents and the row's number in, a row out. Called by several threads concurrently.
using RowSimulator = std::function<TableRow(const std::vector<double>& latent, std::uint64_t number)>;

/// Simulates the calibration's experiments with the engine, in the calling thread. Row r has patients of its
/// own, those with addresses from r times an experiment's patients on: the chance of one set of patients is
/// that row's noise and no bias of all rows. `calibration` must outlive the simulator.
RowSimulator engine_rows(const Calibration& calibration);

}  // namespace twinarm::calibrate
