// run.json: how a run was made, so that it can be made again.
#include "host/store/run_record.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/base/words.hpp"
#include "host/store/file_names.hpp"
#include "host/store/record_seal.hpp"

namespace twinarm::store {

namespace {

using Json = nlohmann::ordered_json;

Json device_json(const StudyPlan& plan, Precision precision) {
    if (plan.device.gpu) return {{"kind", "cuda"}, {"index", plan.device.index}, {"name", plan.device.name}};
    const InstructionSet instructions = usable_instructions(plan.cpu.instructions);
    return {{"kind", "cpu"},
            {"name", plan.device.name},
            {"threads", thread_count(plan.cpu)},
            {"instruction_set", twinarm::name_of(instructions)},
            {"lanes", lanes_used(plan.cpu, precision)},
            {"gpu_not_used_because", plan.device.reason}};
}

Json failures_json(const cohort::Cohort& cohort, const StudyResult& result) {
    Json by_status = Json::array(), first = Json::array();
    for (const auto& [status, count] : result.failures_by_status)
        by_status.push_back(
            {{"status", status}, {"meaning", base::name_of(Status(status))}, {"patient_arms", count}});
    for (const FailedPatient& failed : result.first_failures)
        first.push_back(
            {{"patient", failed.patient},
             {"arm", cohort.arms[std::size_t(failed.arm)].id},
             {"status", int(failed.status)},
             {"failure_time_d",
              failed.failure_time_h == never ? Json(nullptr) : Json(failed.failure_time_h / 24)}});
    return {{"by_status", by_status}, {"by_arm", result.failed}, {"first", first}};
}

Json outputs_json(const RunFacts& facts) {
    Json json = Json::object();
    if (facts.rows)
        json[file_name::patients] = {
            {"sha256", facts.patients_sha256.empty() ? Json(nullptr) : Json(facts.patients_sha256)},
            {"bytes", facts.patients_bytes}};
    for (const OutputRecord& file : facts.complete)
        json[file.name] = {{"sha256", file.sha256}, {"bytes", file.bytes}};
    return json;
}

}  // namespace

std::string run_record_json(const cohort::Cohort& cohort, const StudyPlan& plan, const StudyResult& result,
                            const RunFacts& facts) {
    const base::BuildInfo build = base::build_info();
    const double pairs = double(result.patients_done) * double(cohort.arms.size());
    Json inputs = Json::array(), arms = Json::array();
    for (const toml::InputFile& file : cohort.files)
        inputs.push_back({{"path", file.path}, {"sha256", file.sha256}});
    for (const cohort::ArmDesign& arm : cohort.arms) arms.push_back(arm.id);
    const SolverSettings& solver = cohort.study.solver;
    Json json = {{"schema_version", run_schema_version},
                 {"simulated", true},
                 {"note", base::simulated_note},
                 {"program", "twinarm"},
                 {"version", build.version},
                 {"git_commit", build.commit.empty() ? Json(nullptr) : Json(build.commit)},
                 {"build", build.build},
                 {"compiler", build.compiler},
                 {"study", cohort.id},
                 {"arms", arms},
                 {"seed", cohort.study.seed},
                 {"first_patient", plan.first + plan.begin()},
                 {"patients_planned", plan.planned()},
                 {"patients_done", result.patients_done},
                 {"interrupted", result.signal != 0 || result.patients_done < plan.planned()},
                 {"signal", result.signal == 0 ? Json(nullptr) : Json(result.signal)},
                 {"problem", facts.problem.empty() ? Json(nullptr) : Json(facts.problem)},
                 {"device", device_json(plan, solver.precision)},
                 {"precision", base::name_of(solver.precision)},
                 {"tolerances",
                  {{"relative", solver.relative_tolerance},
                   {"absolute", solver.absolute_tolerance},
                   {"restart_step_h", solver.restart_step_h},
                   {"minimum_step_h", solver.minimum_step_h},
                   {"max_steps", solver.max_steps}}},
                 {"inputs", inputs},
                 {"outputs", outputs_json(facts)},
                 {"failures", failures_json(cohort, result)},
                 {"max_fail", facts.max_fail},
                 {"started", facts.started},
                 {"wall_seconds", facts.wall_seconds},
                 {"simulation_seconds", result.seconds},
                 {"patient_arms_per_second", result.seconds > 0 ? pairs / result.seconds : 0},
                 {"exit_code", facts.exit_code}};
    if (!facts.warnings.empty()) json["warnings"] = facts.warnings;
    if (!plan.shard.is_whole())
        json["shard"] = {{"number", plan.shard.number},
                         {"of", plan.shard.of},
                         {"run_first_patient", plan.first},
                         {"run_patients", plan.patients}};
    if (facts.populations)
        json["populations"] = {{"file", facts.populations->file},
                               {"sha256", facts.populations->sha256},
                               {"populations", facts.populations->populations},
                               {"patients_each", facts.populations->patients_each}};
    return sealed_text(std::move(json));
}

std::string endpoints_record_json(const std::filesystem::path& of, const RunFacts& facts) {
    Json json = read_run_json(of / file_name::run);
    json["outputs"] = outputs_json(facts);
    json["endpoints"] = json_of(*facts.endpoints);
    json["started"] = facts.started;
    json["wall_seconds"] = facts.wall_seconds;
    json["exit_code"] = facts.exit_code;
    return sealed_text(std::move(json));
}

}  // namespace twinarm::store
