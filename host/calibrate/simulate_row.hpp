// One row of the reference table: every experiment at one point of the hyper-parameters.
#pragma once

#include <functional>
#include <vector>

#include "host/calibrate/reference_table.hpp"

namespace twinarm::calibrate {

/// Latents in, a row out. Called by several threads at once.
using RowSimulator = std::function<TableRow(const std::vector<double>& latent)>;

/// Simulates the calibration's experiments with the engine, in the calling thread. Every row has the same
/// patients, so that rows differ by their hyper-parameters only. `calibration` must outlive the simulator.
RowSimulator engine_rows(const Calibration& calibration);

}  // namespace twinarm::calibrate
