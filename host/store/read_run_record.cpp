// run.json read again.
#include <limits>
#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/store/run_record.hpp"
#include "host/store/stored_json.hpp"

namespace twinarm::store {

namespace {

using Json = JsonSchema::Json;

/// What a schema cannot say: numbers that agree with each other.
void require_agreement(const RunRecord& record, const Json& json, const std::filesystem::path& path) {
    if (record.patients_done > json["patients_planned"].get<std::uint64_t>())
        refuse_stored_json(path, "/patients_done: more patients than were planned");
    if (record.first_patient > std::numeric_limits<std::uint64_t>::max() - record.patients_done)
        refuse_stored_json(path, "/first_patient: too large for as many patients");
    if (record.populations &&
        record.patients_done > record.populations->populations * record.populations->patients_each)
        refuse_stored_json(path, "/patients_done: more patients than its populations have");
}

}  // namespace

nlohmann::ordered_json read_run_json(const std::filesystem::path& path) {
    return read_stored_json(path, run_schema(), "Give the folder of a run (the --out of `twinarm run`).");
}

RunRecord read_run_record(const std::filesystem::path& path) {
    const Json json = read_run_json(path);
    RunRecord record{json["version"],
                     json["study"],
                     json["seed"],
                     json["first_patient"],
                     json["patients_done"],
                     std::nullopt,
                     {}};
    if (const auto part = json.find("populations"); part != json.end())
        record.populations = PopulationsRecord{(*part)["file"], (*part)["sha256"], (*part)["populations"],
                                               (*part)["patients_each"]};
    if (const auto part = json.find("endpoints"); part != json.end()) record.endpoints_of = (*part)["of"];
    require_agreement(record, json, path);
    return record;
}

}  // namespace twinarm::store
