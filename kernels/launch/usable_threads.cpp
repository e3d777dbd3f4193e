// How many threads of this process can run at once: affinity and control groups.
#include "kernels/launch/usable_threads.hpp"

#include <sched.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <thread>

namespace twinarm {

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// 0 where the system does not say. A machine may have more processors than cpu_set_t has room for.
int processors_of_affinity() {
    for (int room = CPU_SETSIZE; room <= 1 << 20; room *= 2) {
        cpu_set_t* set = CPU_ALLOC(std::size_t(room));
        if (set == nullptr) return 0;
        const std::size_t bytes = CPU_ALLOC_SIZE(std::size_t(room));
        const bool known = ::sched_getaffinity(0, bytes, set) == 0;
        const int count = known ? CPU_COUNT_S(bytes, set) : 0;
        const bool too_small = !known && errno == EINVAL;
        CPU_FREE(set);
        if (!too_small) return count;
    }
    return 0;
}

}  // namespace

std::optional<int> processors_of_quota(const std::string& cpu_max) {
    std::istringstream text(cpu_max);
    double quota = 0, period = 0;
    if (!(text >> quota >> period) || !(quota > 0) || !(period > 0)) return std::nullopt;
    const double processors = quota / period;
    return processors < 1 ? 1 : processors > 1e6 ? 1000000 : int(processors + 0.999);
}

std::optional<int> processors_of_groups(const fs::path& groups, const std::string& membership) {
    std::istringstream lines(membership);
    std::string line;
    while (std::getline(lines, line))
        if (line.starts_with("0::/")) break;
    std::optional<int> least;
    const auto look_at = [&](const fs::path& group) {
        if (const auto allowed = processors_of_quota(text_of(group / "cpu.max")))
            least = std::min(least.value_or(*allowed), *allowed);
    };
    look_at(groups);
    if (line.size() <= 4) return least;
    fs::path group = groups;
    for (const fs::path& part : fs::path(line.substr(4))) {
        if (part == "..") return least;  // outside of what this process sees
        look_at(group /= part);
    }
    return least;
}

int usable_threads() {
    int processors = processors_of_affinity();
    if (processors == 0) processors = int(std::thread::hardware_concurrency());
    if (const auto allowed = processors_of_groups("/sys/fs/cgroup", text_of("/proc/self/cgroup")))
        processors = std::min(processors, *allowed);
    return std::max(processors, 1);
}

}  // namespace twinarm
