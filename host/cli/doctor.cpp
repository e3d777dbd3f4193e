// twinarm doctor: what this machine offers, and why the GPU is or is not used.
#include <fmt/format.h>
#include <unistd.h>

#include <thread>

#include "host/adam/parquet_file.hpp"
#include "host/cli/commands.hpp"
#include "host/export/sbml.hpp"
#include "host/report/browser_run.hpp"
#include "host/report/page.hpp"
#include "host/run/build_info.hpp"
#include "host/run/device.hpp"
#include "host/run/number_text.hpp"

namespace twinarm {

namespace {

std::string instruction_sets() {
    std::string text;
    for (const InstructionSet set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512})
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name_of(set),
                            usable_instructions(set) == set ? "yes" : "no");
    return text;
}

std::string memory() {
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGE_SIZE);
    return pages > 0 && page > 0 ? bytes_in_words(double(pages) * double(page)) : "unknown";
}

void doctor(const std::string& device) {
    const BuildInfo build = build_info();
    const DeviceRequest request = parse_device(device);
    const GpuState gpu = gpu_state(request.index);
    fmt::print("twinarm       {}, {} build, {}\n", build.version, build.build, build.compiler);
    fmt::print("CPU           {}, {} core(s), memory {}\n", cpu_name(), std::thread::hardware_concurrency(),
               memory());
    fmt::print("instructions  {}; used: {}\n", instruction_sets(),
               name_of(usable_instructions(InstructionSet::automatic)));
    fmt::print("CUDA          {}\n", gpu.built ? "this program holds the GPU engine"
                                               : "this program was built without the GPU engine");
    if (gpu.usable)
        fmt::print("GPU           {} device(s); device {}: {}, memory {}\n", gpu.devices, request.index,
                   gpu.name, bytes_in_words(double(gpu.memory_bytes)));
    else
        fmt::print("GPU           not used: {}\n", gpu.reason);
    if (!gpu.built)
        fmt::print(
            "              To use one: install a CUDA toolkit (12 or newer), configure and build again.\n");
    fmt::print("SBML export   {}\n", sbml_is_built() ? "yes" : "no: this program was built without libSBML");
    fmt::print("HTML report   {}\n",
               report_is_built() ? "yes" : "no: this program was built without d3 (node-d3)");
    fmt::print("its figures   {}\n",
               find_chromium().empty() ? "no: chromium was not found" : find_chromium());
    fmt::print("Parquet       {}\n",
               parquet_is_built() ? "yes" : "no: this program was built without Apache Arrow (python3-venv)");
    fmt::print("--device auto {}\n",
               gpu.usable ? fmt::format("takes the GPU ({})", gpu.name) : "takes the CPU");
}

}  // namespace

void add_doctor(CLI::App& app, ExitCode& exit) {
    auto device = std::make_shared<std::string>("auto");
    CLI::App* verb =
        app.add_subcommand("doctor", "What this machine offers, and why the GPU is or is not used");
    verb->add_option("--device", *device, "auto, cpu, cuda or cuda:k: which GPU to look at")
        ->capture_default_str();
    verb->callback([device, &exit] {
        doctor(*device);
        exit = ExitCode::ok;
    });
}

}  // namespace twinarm
