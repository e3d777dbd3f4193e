// run.json: how a run was made, so that it can be made again.
#include "host/run/run_record.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>
#include <type_traits>

#include "host/run/build_info.hpp"
#include "host/run/errors.hpp"
#include "host/run/output_file.hpp"
#include "host/run/patient_row.hpp"

namespace twinarm {

namespace {

using Json = nlohmann::ordered_json;

constexpr int run_schema_version = 1;

Json device_json(const SimulationPlan& plan, Precision precision) {
    if (plan.device.gpu) return {{"kind", "cuda"}, {"index", plan.device.index}, {"name", plan.device.name}};
    const InstructionSet instructions = usable_instructions(plan.cpu.instructions);
    return {{"kind", "cpu"},
            {"name", plan.device.name},
            {"threads", thread_count(plan.cpu)},
            {"instruction_set", name_of(instructions)},
            {"lanes", lanes_used(plan.cpu, precision)},
            {"gpu_not_used_because", plan.device.reason}};
}

Json failures_json(const Cohort& cohort, const SimulationResult& result) {
    Json by_status = Json::array(), first = Json::array();
    for (const auto& [status, count] : result.failures_by_status)
        by_status.push_back(
            {{"status", status}, {"meaning", name_of(Status(status))}, {"patient_arms", count}});
    for (const FailedPatient& failed : result.first_failures)
        first.push_back(
            {{"patient", failed.patient},
             {"arm", cohort.arms[std::size_t(failed.arm)].id},
             {"status", int(failed.status)},
             {"failure_time_d",
              failed.failure_time_h == never ? Json(nullptr) : Json(failed.failure_time_h / 24)}});
    return {{"by_status", by_status}, {"first", first}};
}

std::string place_in(const std::string& text, std::size_t byte) {
    const std::string before = text.substr(0, byte == 0 ? 0 : std::min(byte - 1, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t last = before.rfind('\n');
    const std::size_t column = last == std::string::npos ? before.size() + 1 : before.size() - last;
    return fmt::format("{}:{}", line, column);
}

template <class T>
T field(const nlohmann::json& json, const char* key, const std::string& path) {
    const auto found = json.find(key);
    if (found == json.end())
        throw DataError(path + ": the key \"" + key +
                        "\" is missing\n  This is not a whole run.json; run the cohort again.");
    try {
        // Else a fraction or a negative number would be turned into a whole one.
        if (std::is_same_v<T, std::uint64_t> && !found->is_number_unsigned())
            throw DataError(path + ": the key \"" + key +
                            "\" is no whole number\n  The file was changed; run the cohort again.");
        return found->get<T>();
    } catch (const nlohmann::json::exception&) {
        throw DataError(path + ": the key \"" + key +
                        "\" has a value of the wrong type\n  The file was changed; run the cohort again.");
    }
}

}  // namespace

std::string utc_now() {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

std::string run_record_json(const Cohort& cohort, const SimulationPlan& plan, const SimulationResult& result,
                            const RunFacts& facts) {
    const BuildInfo build = build_info();
    const double pairs = double(result.patients_done) * double(cohort.arms.size());
    Json inputs = Json::array(), arms = Json::array();
    for (const InputFile& file : cohort.files)
        inputs.push_back({{"path", file.path}, {"sha256", file.sha256}});
    for (const ArmLabel& arm : cohort.arms) arms.push_back(arm.id);
    const SolverSettings& solver = cohort.study.solver;
    Json json = {{"schema_version", run_schema_version},
                 {"simulated", true},
                 {"note", simulated_note},
                 {"program", "twinarm"},
                 {"version", build.version},
                 {"git_commit", build.commit.empty() ? Json(nullptr) : Json(build.commit)},
                 {"build", build.build},
                 {"compiler", build.compiler},
                 {"study", cohort.id},
                 {"arms", arms},
                 {"seed", cohort.study.seed},
                 {"first_patient", plan.first},
                 {"patients_planned", plan.patients},
                 {"patients_done", result.patients_done},
                 {"interrupted", result.patients_done < plan.patients},
                 {"signal", result.signal == 0 ? Json(nullptr) : Json(result.signal)},
                 {"problem", facts.problem.empty() ? Json(nullptr) : Json(facts.problem)},
                 {"device", device_json(plan, solver.precision)},
                 {"precision", solver.precision == Precision::single_precision ? "single" : "double"},
                 {"tolerances",
                  {{"relative", solver.relative_tolerance},
                   {"absolute", solver.absolute_tolerance},
                   {"restart_step_h", solver.restart_step_h},
                   {"minimum_step_h", solver.minimum_step_h},
                   {"max_steps", solver.max_steps}}},
                 {"inputs", inputs},
                 {"outputs",
                  {{"patients.csv",
                    {{"sha256", facts.patients_sha256.empty() ? Json(nullptr) : Json(facts.patients_sha256)},
                     {"bytes", facts.patients_bytes}}}}},
                 {"failures", failures_json(cohort, result)},
                 {"max_fail", facts.max_fail},
                 {"started", facts.started},
                 {"wall_seconds", facts.wall_seconds},
                 {"simulation_seconds", result.seconds},
                 {"patient_arms_per_second", result.seconds > 0 ? pairs / result.seconds : 0},
                 {"exit_code", facts.exit_code}};
    if (facts.populations)
        json["populations"] = {{"file", facts.populations->file},
                               {"sha256", facts.populations->sha256},
                               {"populations", facts.populations->populations},
                               {"patients_each", facts.populations->patients_each}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

RunRecord read_run_record(const std::filesystem::path& path) {
    const std::string name = path.string();
    const std::string text = read_file(path, "Give the folder of a run (the --out of `twinarm run`).");
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        throw DataError(name + ":" + place_in(text, error.byte) +
                        ": not a whole JSON file\n  It is half-written or damaged; run the cohort again.");
    }
    if (!json.is_object())
        throw DataError(name + ":1:1: not a JSON object\n  It is damaged; run the cohort again.");
    if (field<int>(json, "schema_version", name) != run_schema_version)
        throw DataError(name + ": written by another version of twinarm\n  Use the version that it names.");
    RunRecord record{
        field<std::string>(json, "version", name),         field<std::string>(json, "study", name),
        field<std::uint64_t>(json, "seed", name),          field<std::uint64_t>(json, "first_patient", name),
        field<std::uint64_t>(json, "patients_done", name), std::nullopt};
    if (const auto part = json.find("populations"); part != json.end())
        record.populations = PopulationsRecord{
            field<std::string>(*part, "file", name), field<std::string>(*part, "sha256", name),
            field<std::uint64_t>(*part, "populations", name),
            std::max<std::uint64_t>(field<std::uint64_t>(*part, "patients_each", name), 1)};
    return record;
}

}  // namespace twinarm
