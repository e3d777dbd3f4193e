// twinarm doctor: what this machine offers, and why the GPU is or is not used.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "host/adam/parquet_file.hpp"
#include "host/adam/xpt_file.hpp"
#include "host/base/build_info.hpp"
#include "host/base/number_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/report/browser_run.hpp"
#include "host/report/page.hpp"
#include "host/sbml/sbml.hpp"
#include "host/study/device.hpp"

namespace twinarm::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string instruction_sets() {
    std::string text;
    for (const InstructionSet set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512})
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name_of(set),
                            usable_instructions(set) == set ? "yes" : "no");
    return text;
}

double memory_bytes() {
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGE_SIZE);
    return pages > 0 && page > 0 ? double(pages) * double(page) : 0;
}

nlohmann::ordered_json doctor_json(const std::string& device) {
    const base::BuildInfo build = base::build_info();
    const study::DeviceRequest request = study::parse_device(device);
    const GpuState gpu = gpu_state(request.index);
    Json sets = Json::object();
    for (const InstructionSet set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512})
        sets[name_of(set)] = usable_instructions(set) == set;
    return {{"version", build.version},
            {"build", build.build},
            {"compiler", build.compiler},
            {"cpu",
             {{"name", study::cpu_name()},
              {"cores", std::thread::hardware_concurrency()},
              {"usable_threads", store::thread_count({})},
              {"memory_bytes", std::uint64_t(memory_bytes())},
              {"instruction_sets", sets},
              {"used", name_of(usable_instructions(InstructionSet::automatic))}}},
            {"gpu",
             {{"built", gpu.built},
              {"usable", gpu.usable},
              {"devices", gpu.devices},
              {"name", gpu.usable ? Json(gpu.name) : Json(nullptr)},
              {"memory_bytes", gpu.memory_bytes},
              {"not_used_because", gpu.usable ? Json(nullptr) : Json(gpu.reason)}}},
            {"sbml_export", sbml::sbml_is_built()},
            {"html_report", report::report_is_built()},
            {"parquet", adam::parquet_is_built()},
            {"xpt", adam::xpt_is_built()},
            {"chromium", report::find_chromium().empty() ? Json(nullptr) : Json(report::find_chromium())},
            {"device_auto", gpu.usable ? "cuda" : "cpu"}};
}

void doctor(const std::string& device) {
    const base::BuildInfo build = base::build_info();
    const study::DeviceRequest request = study::parse_device(device);
    const GpuState gpu = gpu_state(request.index);
    fmt::print("twinarm       {}, {} build, {}\n", build.version, build.build, build.compiler);
    fmt::print("CPU           {}, {} core(s), {} for this process, memory {}\n", study::cpu_name(),
               std::thread::hardware_concurrency(), store::thread_count({}),
               memory_bytes() > 0 ? base::bytes_in_words(memory_bytes()) : "unknown");
    fmt::print("instructions  {}; used: {}\n", instruction_sets(),
               name_of(usable_instructions(InstructionSet::automatic)));
    fmt::print("CUDA          {}\n", gpu.built ? "this program includes the GPU engine"
                                               : "this program was built without the GPU engine");
    if (gpu.usable)
        fmt::print("GPU           {} device(s); device {}: {}, memory {}\n", gpu.devices, request.index,
                   gpu.name, base::bytes_in_words(double(gpu.memory_bytes)));
    else
        fmt::print("GPU           not used: {}\n", gpu.reason);
    if (!gpu.built)
        fmt::print(
            "              To use one: install a CUDA toolkit (12 or newer), configure and build again.\n");
    fmt::print("SBML export   {}\n",
               sbml::sbml_is_built() ? "yes" : "no: this program was built without libSBML");
    fmt::print("HTML report   {}\n",
               report::report_is_built() ? "yes" : "no: this program was built without d3 (node-d3)");
    fmt::print("its figures   {}\n",
               report::find_chromium().empty() ? "no: chromium was not found" : report::find_chromium());
    fmt::print("Parquet       {}\n", adam::parquet_is_built()
                                         ? "yes"
                                         : "no: this program was built without Apache Arrow (python3-venv)");
    fmt::print("SAS transport {}\n", adam::xpt_is_built()
                                         ? "yes"
                                         : "no: this program was built without ReadStat (libreadstat-dev)");
    fmt::print("--device auto {}\n",
               gpu.usable ? fmt::format("takes the GPU ({})", gpu.name) : "takes the CPU");
}

}  // namespace

Verb doctor_verb() {
    struct Options {
        std::string device = "auto";
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    Verb verb("doctor", "What this machine offers, and why the GPU is or is not used");
    verb.option("--device", &options->device, "auto, cpu, cuda or cuda:k: which GPU to look at",
                {.suggestions = {"auto", "cpu", "cuda"}, .show_default = true});
    add_json_flag(verb, options->json);
    verb.action = [options] {
        if (options->json)
            print_json(doctor_json(options->device));
        else
            doctor(options->device);
        return study::ExitCode::ok;
    };
    return verb;
}

}  // namespace twinarm::cli
