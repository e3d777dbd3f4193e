// What `endpoints` adds to the files of a run.
#include "host/study/endpoints_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "host/store/record_seal.hpp"

namespace twinarm::study {

namespace {

using Json = nlohmann::ordered_json;

std::string for_a_shell(const std::string& word) {
    const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./=:,@%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

Json endpoints_part(const EndpointsFacts& facts) {
    Json by_arm = Json::object(), first = Json::array();
    for (std::size_t a = 0; a < facts.cohort.arms.size(); ++a)
        by_arm[facts.cohort.arms[a].id] = facts.result.doses_changed[a];
    for (const PatientInArm& one : facts.result.first_changed)
        first.push_back({{"patient", one.patient}, {"arm", facts.cohort.arms[std::size_t(one.arm)].id}});
    return {{"of", facts.run.folder.string()},
            {"settings", facts.settings},
            {"treatment", "as it was given"},
            {"simulated_again", facts.result.simulated_again},
            {"doses_changed",
             {{"patient_arms", facts.result.all_doses_changed()}, {"by_arm", by_arm}, {"first", first}}},
            {"run", fmt::format("{}", fmt::join(run_command(facts), " "))}};
}

std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

std::vector<std::string> run_command(const EndpointsFacts& facts) {
    const std::filesystem::path& folder = facts.run.folder;
    std::vector<std::string> words = {"twinarm", "run", for_a_shell((folder / "resolved.toml").string())};
    for (const std::string& setting : facts.settings) words.push_back("--set " + for_a_shell(setting));
    if (facts.run.populations)
        words.push_back("--populations " + for_a_shell((folder / store::populations_file).string()));
    if (facts.run.record.first_patient != 0)
        words.push_back(fmt::format("--first-patient {} -n {}", facts.run.record.first_patient,
                                    facts.run.record.patients_done));
    std::string name = folder.lexically_normal().string();
    while (name.size() > 1 && name.back() == '/') name.pop_back();
    words.push_back("--out " + for_a_shell(name + "_other_rules"));
    return words;
}

std::string endpoints_json(const std::string& summary, const EndpointsFacts& facts) {
    Json json = Json::parse(summary);
    json["endpoints"] = endpoints_part(facts);
    return text_of(json);
}

std::string endpoints_record(const EndpointsFacts& facts, const store::RunFolder& folder,
                             const std::string& started, double seconds) {
    Json json = store::read_run_json(facts.run.folder / "run.json");
    json["outputs"] = Json::object();
    for (const store::OutputRecord& file : folder.complete())
        json["outputs"][file.name] = {{"sha256", file.sha256}, {"bytes", file.bytes}};
    json["endpoints"] = endpoints_part(facts);
    json["started"] = started;
    json["wall_seconds"] = seconds;
    json["exit_code"] = 0;
    return store::sealed_text(std::move(json));
}

}  // namespace twinarm::study
