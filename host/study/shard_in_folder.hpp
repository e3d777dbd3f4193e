// A shard of a run in its folder, on a disk that other processes see.
#pragma once

#include <filesystem>

#include "host/study/unfinished_run.hpp"

namespace twinarm::study {

/// Begins the shard in its folder of `run`, goes on with it, or finds it complete. Whether it is complete
/// then. Throws as save_run and resume_run, and DataError where the folder holds a shard of another run.
bool make_shard(const store::RunStart& start, const std::filesystem::path& run, const EngineOptions& engine,
                const base::StopToken& stop);

}  // namespace twinarm::study
