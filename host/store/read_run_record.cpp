// run.json read again.
#include <limits>
#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "host/store/file_names.hpp"
#include "host/store/record_seal.hpp"
#include "host/store/run_record.hpp"
#include "host/store/stored_json.hpp"

namespace twinarm::store {

namespace {

using Json = JsonSchema::Json;

/// What a schema cannot say: numbers that agree with each other.
void require_agreement(const RunRecord& record, const std::filesystem::path& path) {
    if (record.patients_done > record.patients_planned)
        refuse_stored_json(path, "/patients_done: more patients than were planned");
    if (record.patients_done < record.patients_planned && !record.interrupted)
        refuse_stored_json(path, "/interrupted: false, with fewer patients than were planned");
    if (record.first_patient > std::numeric_limits<std::uint64_t>::max() - record.patients_done)
        refuse_stored_json(path, "/first_patient: too large for as many patients");
    if (record.populations &&
        record.patients_done > record.populations->populations * record.populations->patients_each)
        refuse_stored_json(path, "/patients_done: more patients than its populations have");
}

}  // namespace

nlohmann::ordered_json read_run_json(const std::filesystem::path& path) {
    const std::string text = read_stored_text(path, run_remedy);
    if (!is_sealed(text))
        throw base::VerificationError(
            path.string() +
            ": is not what a run wrote: its last line is not the SHA-256 of the lines above it\n"
            "  It was changed or damaged, or is of an earlier version; run the cohort again.");
    return parse_stored_json(path, text, run_schema());
}

RunRecord read_run_record(const std::filesystem::path& path) {
    const Json json = read_run_json(path);
    RunRecord record;
    record.version = json["version"];
    record.study = json["study"];
    record.seed = json["seed"];
    record.first_patient = json["first_patient"];
    record.patients_done = json["patients_done"];
    record.patients_planned = json["patients_planned"];
    record.interrupted = json["interrupted"];
    if (!json["problem"].is_null()) record.problem = json["problem"];
    record.exit_code = json["exit_code"];
    record.simulation_seconds = json["simulation_seconds"];
    record.keeps_rows = json["outputs"].contains(file_name::patients);
    if (const auto part = json.find("shard"); part != json.end())
        record.shard = Shard{(*part)["number"], (*part)["of"]};
    if (const auto part = json.find("populations"); part != json.end())
        record.populations = PopulationsRecord{(*part)["file"], (*part)["sha256"], (*part)["populations"],
                                               (*part)["patients_each"]};
    if (const auto part = json.find("endpoints"); part != json.end()) record.endpoints_of = (*part)["of"];
    for (const auto& [name, output] : json["outputs"].items())
        record.outputs[name] = {output["sha256"].is_null() ? "" : output["sha256"], output["bytes"]};
    require_agreement(record, path);
    return record;
}

base::FileFacts RunRecord::file(const std::filesystem::path& path) const {
    if (outputs.empty()) return {};
    const auto found = outputs.find(path.filename().string());
    if (!keeps_rows && (path.filename() == file_name::patients || path.filename() == file_name::outcomes))
        throw base::UsageError(path.string() +
                               ": the run keeps no rows\n  Run it again without --save summary.");
    if (found == outputs.end() || found->second.sha256.empty())
        throw base::FileError(path.string(), "run.json names no complete file of that name",
                              "The run did not finish; run the cohort again.");
    return found->second;
}

}  // namespace twinarm::store
