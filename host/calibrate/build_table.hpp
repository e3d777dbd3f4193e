// The reference table, generation by generation.
#pragma once

#include <cstdint>
#include <functional>

#include "host/base/stop_token.hpp"
#include "host/calibrate/simulate_row.hpp"

namespace twinarm::calibrate {

struct BuildOptions {
    int threads = 1;
    std::function<void(std::uint64_t)> progress = [](std::uint64_t) {};  ///< rows so far, old ones too
    base::StopToken stop;                                                ///< checked before each row
};

/// Adds the rows that `calibration` still lacks to the table and, where there is one, to its file. The first
/// generation comes from the prior, each later one from around the emulated posterior of all rows before it.
/// A row depends on its number and its proposal alone, so that threads and interruptions change nothing.
/// False where it was stopped.
bool build_table(const Calibration& calibration, const RowSimulator& simulate, const BuildOptions& options,
                 TableFile* file, ReferenceTable& table);

/// Rows of all generations.
std::uint64_t planned_rows(const Calibration& calibration);

}  // namespace twinarm::calibrate
