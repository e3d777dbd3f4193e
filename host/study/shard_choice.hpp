// Which shard of a run this process simulates: as it was told, or as its scheduler numbers it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "host/store/study_plan.hpp"

namespace twinarm::study {

/// A variable of the environment; none where it is not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;
Environment environment_of_process();

/// Reads "3/16", the third of 16; "auto", number and count as Slurm, Open MPI, PMI or AWS Batch give them;
/// "auto/16", the number as one of these or Kubernetes gives it, out of 16. Empty: the whole run. Numbers of
/// a Slurm array count from 1 with "auto/16"; with "auto" they are those of the whole array, from 0 or 1.
/// Throws UsageError.
store::Shard choose_shard(const std::string& text, const Environment& environment);

}  // namespace twinarm::study
