// What `endpoints` says beside the results of a run.
#include "host/cli/endpoints_words.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <numeric>

#include "host/run/number_text.hpp"
#include "host/run/plain_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_named = 5;  ///< in the table; the JSON names more

std::string for_a_shell(const std::string& word) {
    const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./=:,@%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

/// The run under the new rules from the start, as words of a command line.
std::vector<std::string> run_command(const EndpointsFacts& facts) {
    const std::filesystem::path& folder = facts.run.folder;
    std::vector<std::string> words = {"twinarm", "run", for_a_shell((folder / "resolved.toml").string())};
    for (const std::string& setting : facts.settings) words.push_back("--set " + for_a_shell(setting));
    if (facts.run.populations)
        words.push_back("--populations " + for_a_shell((folder / populations_file).string()));
    if (facts.run.record.first_patient != 0)
        words.push_back(fmt::format("--first-patient {} -n {}", facts.run.record.first_patient,
                                    facts.run.record.patients_done));
    std::string name = folder.lexically_normal().string();
    while (name.size() > 1 && name.back() == '/') name.pop_back();
    words.push_back("--out " + for_a_shell(name + "_other_rules"));
    return words;
}

std::uint64_t changed(const EndpointsFacts& facts) {
    const auto& by_arm = facts.result.doses_changed;
    return std::accumulate(by_arm.begin(), by_arm.end(), std::uint64_t(0));
}

/// Words in lines of at most table_width columns; `before_a_break` ends each line but the last.
std::string in_lines(const std::vector<std::string>& words, const std::string& indent,
                     const std::string& before_a_break = "") {
    std::string text, line = indent;
    for (const std::string& word : words) {
        if (line.size() > indent.size() &&
            display_width(line) + 1 + display_width(word) + before_a_break.size() > table_width) {
            text += line + before_a_break + '\n';
            line = indent + (before_a_break.empty() ? "" : "    ");
        } else if (line.size() > indent.size()) {
            line += ' ';
        }
        line += word;
    }
    return text + line + '\n';
}

Json endpoints_part(const EndpointsFacts& facts) {
    Json by_arm = Json::object(), first = Json::array();
    for (std::size_t a = 0; a < facts.cohort.arms.size(); ++a)
        by_arm[facts.cohort.arms[a].id] = facts.result.doses_changed[a];
    for (const PatientInArm& one : facts.result.first_changed)
        first.push_back({{"patient", one.patient}, {"arm", facts.cohort.arms[std::size_t(one.arm)].id}});
    return {{"of", facts.folder},
            {"settings", facts.settings},
            {"treatment", "as it was given"},
            {"simulated_again", facts.result.simulated_again},
            {"doses_changed", {{"patient_arms", changed(facts)}, {"by_arm", by_arm}, {"first", first}}},
            {"run", fmt::format("{}", fmt::join(run_command(facts), " "))}};
}

std::string text_of(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

std::string endpoints_text(const EndpointsFacts& facts, const std::string& out, bool colour) {
    const Cohort& cohort = facts.cohort;
    std::string text = block_heading("ENDPOINTS UNDER OTHER RULES", "treatment as it was given", colour);
    text += in_lines({"Outcomes", "of", plain_text(facts.folder) + ",", "read", "again", "with:"}, "  ");
    for (const std::string& setting : facts.settings) text += "    " + setting + '\n';
    if (facts.settings.empty()) text += "    the run's own rules\n";
    const std::uint64_t all = facts.result.patients * cohort.arms.size();
    if (facts.result.simulated_again > 0)
        text += fmt::format(
            "  {} of {} courses were simulated again, for scans after the run's last one or for doses.\n",
            with_commas(facts.result.simulated_again), with_commas(all));
    if (changed(facts) == 0) {
        text += "  These rules would have changed no dose.\n";
    } else {
        text += fmt::format(
            "  In {} of {} courses these rules would have changed a dose; here it stays as it was given:\n",
            with_commas(changed(facts)), with_commas(all));
        for (std::size_t a = 0; a < cohort.arms.size(); ++a)
            if (facts.result.doses_changed[a] > 0)
                text += fmt::format("    {}: {} patients\n", block_name(cohort.arms[a].id),
                                    with_commas(facts.result.doses_changed[a]));
        std::vector<std::string> names = {"First:"};
        for (std::size_t i = 0; i < facts.result.first_changed.size() && i < most_named; ++i) {
            const PatientInArm& one = facts.result.first_changed[i];
            names.push_back(fmt::format(
                "patient {} in {}{}", one.patient, plain_text(cohort.arms[std::size_t(one.arm)].id),
                i + 1 < std::min(most_named, facts.result.first_changed.size()) ? "," : "."));
        }
        text += in_lines(names, "  ") + "  With the doses that these rules lead to:\n" +
                in_lines(run_command(facts), "    ", " \\");
    }
    if (!out.empty()) text += fmt::format("\nResults: {}\n", (std::filesystem::path(out) / "").string());
    return text;
}

std::string endpoints_json(const std::string& summary, const EndpointsFacts& facts) {
    Json json = Json::parse(summary);
    json["endpoints"] = endpoints_part(facts);
    return text_of(json);
}

std::string endpoints_record(const EndpointsFacts& facts, const RunFolder& folder, const std::string& started,
                             double seconds) {
    Json json = read_run_json(facts.run.folder / "run.json");
    json["outputs"] = {
        {"patients.csv", {{"sha256", folder.patients_sha256()}, {"bytes", folder.patients_bytes()}}}};
    json["endpoints"] = endpoints_part(facts);
    json["started"] = started;
    json["wall_seconds"] = seconds;
    json["exit_code"] = 0;
    return text_of(json);
}

}  // namespace twinarm
