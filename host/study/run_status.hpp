// How far a run is, from its journals.
#pragma once

#include <filesystem>

#include "host/store/run_status.hpp"

namespace twinarm::study {

/// Throws UsageError where the folder holds no run, and as reading journals and run.json does.
store::RunStatus run_status(const std::filesystem::path& run);

}  // namespace twinarm::study
