// Which engine simulates: all cores of the CPU or one GPU, and why.
#pragma once

#include <string>

#include "kernels/launch/simulate.hpp"

namespace twinarm {

/// What the user asked for.
struct DeviceRequest {
    enum class Kind { automatic, cpu, cuda };
    Kind kind = Kind::automatic;
    int index = 0;     ///< of the GPU
    bool one = false;  ///< only that GPU; else all of the machine share a run
};

/// Reads "auto", "cpu", "cuda" or "cuda:k". Throws UsageError.
DeviceRequest parse_device(const std::string& text);

struct Device {
    bool gpu = false;
    int index = 0;
    std::string name;    ///< "CPU" or the GPU's name
    std::string reason;  ///< why the GPU is not used; empty where it is
    bool one = false;    ///< only GPU `index`; else every one
};

/// auto: the GPU where it is usable, else the CPU. Throws DeviceError where cuda was asked for and is not
/// usable.
Device choose_device(const DeviceRequest& request);

/// The processor's own name for itself.
std::string cpu_name();
/// Threads that the CPU engine will use.
int thread_count(const CpuOptions& options);
/// One engine for patients [first, first + count): fills outcomes[k * arm_count + arm].
void simulate_on(const Device& device, const CpuOptions& options, const Study& study, std::uint64_t first,
                 std::uint64_t count, Outcome* outcomes);

}  // namespace twinarm
