// Which engine simulates: all cores of the CPU or the GPUs, and why.
#pragma once

#include <string>

#include "host/store/study_plan.hpp"

namespace twinarm::study {

/// What the user asked for.
struct DeviceRequest {
    enum class Kind { automatic, cpu, cuda };
    Kind kind = Kind::automatic;
    int index = 0;     ///< of the GPU
    bool one = false;  ///< only that GPU; else all of the machine share a run
};

/// Reads "auto", "cpu", "cuda" or "cuda:k". Throws UsageError.
DeviceRequest parse_device(const std::string& text);

/// auto: the GPU where it is usable, else the CPU. Throws DeviceError where cuda was asked for and is not
/// usable.
store::Device choose_device(const DeviceRequest& request);

/// The processor's own name for itself.
std::string cpu_name();

/// One engine for patients [first, first + count): fills outcomes[k * arm_count + arm]. Throws DeviceError.
void simulate_on(const store::Device& device, const CpuOptions& options, const Study& study,
                 std::uint64_t first, std::uint64_t count, Outcome* outcomes);

}  // namespace twinarm::study
