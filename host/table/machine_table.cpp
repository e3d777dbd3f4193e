// What a machine and this program offer, on a terminal and as JSON.
#include "host/table/machine_table.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/base/number_text.hpp"

namespace twinarm::table {

namespace {

std::string instruction_sets() {
    std::string text;
    for (const InstructionSet set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512})
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name_of(set),
                            usable_instructions(set) == set ? "yes" : "no");
    return text;
}

}  // namespace

std::string machine_table(const MachineFacts& facts) {
    const base::BuildInfo build = base::build_info();
    const GpuState& gpu = facts.gpu;
    std::string text =
        fmt::format("twinarm       {}, {} build, {}\n", build.version, build.build, build.compiler);
    text += fmt::format("CPU           {}, {} core(s), {} for this process, memory {}\n", facts.cpu_name,
                        facts.cores, facts.usable_threads,
                        facts.memory_bytes > 0 ? base::bytes_in_words(facts.memory_bytes) : "unknown");
    text += fmt::format("instructions  {}; used: {}\n", instruction_sets(),
                        name_of(usable_instructions(InstructionSet::automatic)));
    text += fmt::format("CUDA          {}\n", gpu.built ? "this program includes the GPU engine"
                                                        : "this program was built without the GPU engine");
    if (gpu.usable)
        text += fmt::format("GPU           {} device(s); device {}: {}, memory {}\n", gpu.devices,
                            facts.gpu_index, gpu.name, base::bytes_in_words(double(gpu.memory_bytes)));
    else
        text += fmt::format("GPU           not used: {}\n", gpu.reason);
    if (!gpu.built)
        text += fmt::format(
            "              To use one: install a CUDA toolkit (12 or newer), configure and build again.\n");
    text +=
        fmt::format("SBML export   {}\n", facts.sbml ? "yes" : "no: this program was built without libSBML");
    text += fmt::format("HTML report   {}\n",
                        facts.report ? "yes" : "no: this program was built without d3 (node-d3)");
    text += fmt::format("its figures   {}\n",
                        facts.chromium.empty() ? "no: chromium was not found" : facts.chromium);
    text +=
        fmt::format("Parquet       {}\n",
                    facts.parquet ? "yes" : "no: this program was built without Apache Arrow (python3-venv)");
    text += fmt::format("SAS transport {}\n",
                        facts.xpt ? "yes" : "no: this program was built without ReadStat (libreadstat-dev)");
    text += fmt::format("--device auto {}\n",
                        gpu.usable ? fmt::format("takes the GPU ({})", gpu.name) : "takes the CPU");
    return text;
}

nlohmann::ordered_json machine_json(const MachineFacts& facts) {
    using Json = nlohmann::ordered_json;
    const base::BuildInfo build = base::build_info();
    const GpuState& gpu = facts.gpu;
    Json sets = Json::object();
    for (const InstructionSet set : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512})
        sets[name_of(set)] = usable_instructions(set) == set;
    return {{"version", build.version},
            {"build", build.build},
            {"compiler", build.compiler},
            {"cpu",
             {{"name", facts.cpu_name},
              {"cores", facts.cores},
              {"usable_threads", facts.usable_threads},
              {"memory_bytes", std::uint64_t(facts.memory_bytes)},
              {"instruction_sets", sets},
              {"used", name_of(usable_instructions(InstructionSet::automatic))}}},
            {"gpu",
             {{"built", gpu.built},
              {"usable", gpu.usable},
              {"devices", gpu.devices},
              {"name", gpu.usable ? Json(gpu.name) : Json(nullptr)},
              {"memory_bytes", gpu.memory_bytes},
              {"not_used_because", gpu.usable ? Json(nullptr) : Json(gpu.reason)}}},
            {"sbml_export", facts.sbml},
            {"html_report", facts.report},
            {"parquet", facts.parquet},
            {"xpt", facts.xpt},
            {"chromium", facts.chromium.empty() ? Json(nullptr) : Json(facts.chromium)},
            {"device_auto", gpu.usable ? "cuda" : "cpu"}};
}

}  // namespace twinarm::table
