// Which engine simulates: all cores of the CPU or the GPUs, and why.
#include "host/study/device.hpp"

#include <charconv>
#include <fstream>

#include "host/base/errors.hpp"

namespace twinarm::study {

DeviceRequest parse_device(const std::string& text) {
    if (text == "auto") return {};
    if (text == "cpu") return {DeviceRequest::Kind::cpu, 0};
    if (text == "cuda") return {DeviceRequest::Kind::cuda, 0};
    if (text.rfind("cuda:", 0) == 0) {
        int index = -1;
        const char* end = text.data() + text.size();
        const auto [last, error] = std::from_chars(text.data() + 5, end, index);
        if (error == std::errc() && last == end && index >= 0)
            return {DeviceRequest::Kind::cuda, index, true};
    }
    throw base::UsageError("--device " + text +
                           ": not a device\n  Give auto, cpu, cuda or cuda:k (k = 0, 1, ...).");
}

store::Device choose_device(const DeviceRequest& request) {
    if (request.kind == DeviceRequest::Kind::cpu) return {false, 0, cpu_name(), "the CPU was asked for"};
    const GpuState state = gpu_state(request.index);
    if (state.usable) {
        const bool several = !request.one && state.devices > 1;
        return {true, request.index,
                several ? std::to_string(state.devices) + " x " + state.name : state.name, "", request.one};
    }
    if (request.kind == DeviceRequest::Kind::cuda)
        throw base::DeviceError("--device cuda: no GPU can be used: " + state.reason +
                                "\n  Run with --device cpu, or look at `twinarm doctor`.");
    return {false, 0, cpu_name(), state.reason};
}

std::string cpu_name() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.rfind("model name", 0) == 0 && line.find(": ") != std::string::npos)
            return line.substr(line.find(": ") + 2);
    return "CPU";
}

void simulate_on(const store::Device& device, const CpuOptions& options, const Study& study,
                 std::uint64_t first, std::uint64_t count, Outcome* outcomes) {
    if (!device.gpu) return simulate_on_cpu(study, first, count, outcomes, options);
    try {
        simulate_on_gpu(study, first, count, outcomes, device.one ? device.index : every_gpu);
    } catch (const std::exception& error) {
        throw base::DeviceError(device.name + ": " + error.what() +
                                "\n  Run with --device cpu, or look at `twinarm doctor`.");
    }
}

}  // namespace twinarm::study
