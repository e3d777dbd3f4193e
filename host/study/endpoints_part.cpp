// What the files of endpoints say about the rules and the doses.
#include "host/study/endpoints_part.hpp"

#include <fmt/format.h>

#include "host/store/file_names.hpp"

namespace twinarm::study {

namespace {

std::string for_a_shell(const std::string& word) {
    const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./=:,@%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::vector<std::string> run_command(const store::StoredRun& run, const std::vector<std::string>& settings) {
    const auto file = [&](const char* name) { return for_a_shell((run.folder / name).string()); };
    std::vector<std::string> words = {"twinarm", "run", file(store::file_name::resolved)};
    for (const std::string& setting : settings) words.push_back("--set " + for_a_shell(setting));
    if (run.populations) words.push_back("--populations " + file(store::file_name::populations));
    if (run.record.first_patient != 0)
        words.push_back(fmt::format("--first-patient {}", run.record.first_patient));
    if (run.record.first_patient != 0 || run.populations)
        words.push_back(fmt::format("-n {}", run.record.patients_done));
    std::string name = run.folder.lexically_normal().string();
    while (name.size() > 1 && name.back() == '/') name.pop_back();
    words.push_back("--out " + for_a_shell(name + "_other_rules"));
    return words;
}

}  // namespace

store::EndpointsPart endpoints_part(const store::StoredRun& run, const std::vector<std::string>& settings,
                                    const OtherRulesResult& result) {
    store::EndpointsPart part;
    part.of = run.folder.string();
    part.settings = settings;
    part.simulated_again = result.simulated_again;
    const std::vector<cohort::ArmDesign>& arms = run.cohort.arms;
    for (std::size_t a = 0; a < arms.size(); ++a)
        part.doses_changed.push_back({arms[a].id, result.doses_changed[a]});
    for (const PatientInArm& one : result.first_changed)
        part.first_changed.push_back({one.patient, arms[std::size_t(one.arm)].id});
    part.command = run_command(run, settings);
    return part;
}

}  // namespace twinarm::study
