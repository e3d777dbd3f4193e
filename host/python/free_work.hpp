// Long work beside Python: it runs in a thread without the interpreter's lock, while the caller shows
// progress and notices Ctrl-C.
#pragma once

#include <nanobind/nanobind.h>

#include <atomic>
#include <functional>
#include <memory>

#include "host/base/stop_token.hpp"

namespace twinarm::python {

/// Work may say how much is done, of how much.
using TellProgress = std::function<void(std::uint64_t done, std::uint64_t of)>;
using FreeWork = std::function<void(const TellProgress& progress, const base::StopToken& stop)>;

/// What another thread sets to end work early.
struct StopFlag {
    std::atomic<int> signal = 0;
};

/// Runs `work` to its end and throws what it throws. `progress(done, of)` is called in the caller's thread
/// some times a second, unless it is None. The work is asked to stop by `flag`, if any, by Ctrl-C in the main
/// thread, and where `progress` raises: KeyboardInterrupt is then forgotten (the work knows how far it came),
/// any other exception is raised once the work has ended. No signal handler is installed.
void work_freely(const nanobind::object& progress, const std::shared_ptr<StopFlag>& flag,
                 const FreeWork& work);

/// Raises KeyboardInterrupt: for work that ended early and has no result.
[[noreturn]] void raise_interrupted(const char* message);

}  // namespace twinarm::python
