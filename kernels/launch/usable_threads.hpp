// How many threads of this process can run at once.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace twinarm {

/// Processors in the affinity of this process, as taskset, batch systems and cpusets set it, and no more than
/// the processor time that its control group allows (version 2), rounded up; at least 1.
int usable_threads();

/// Processors that `cpu_max`, the text of cpu.max ("150000 100000", "max 100000"), allows, rounded up;
/// nothing where there is no limit or it cannot be read.
std::optional<int> processors_of_quota(const std::string& cpu_max);

/// The least of a control group and of those above it. `groups`: where control groups are mounted;
/// `membership`: the text of /proc/self/cgroup.
std::optional<int> processors_of_groups(const std::filesystem::path& groups, const std::string& membership);

}  // namespace twinarm
