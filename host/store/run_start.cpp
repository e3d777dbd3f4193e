// How a run was begun.
#include "host/store/run_start.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"
#include "host/store/stored_json.hpp"

namespace twinarm::store {

namespace {

using Json = nlohmann::ordered_json;

std::string program_text() {
    const base::BuildInfo build = base::build_info();
    return fmt::format("{} {} {}", build.version, build.commit.empty() ? "-" : build.commit, build.build);
}

/// The first line that differs.
std::string different_line(const std::string& wanted, const std::string& given) {
    std::istringstream a(wanted), b(given);
    std::string in_a, in_b;
    do {
        in_a.clear();
        in_b.clear();
        std::getline(a, in_a);
        std::getline(b, in_b);
    } while (in_a == in_b && (a || b));
    return fmt::format("says \"{}\", not \"{}\"", base::plain_text(in_b), base::plain_text(in_a));
}

template <class T>
std::string different(const char* what, const T& wanted, const T& given) {
    return wanted == given ? "" : fmt::format("{} is {}, not {}", what, given, wanted);
}

std::string words_of(const KeptResults& kept) {
    std::string words = kept.rows ? "rows" : "summary";
    for (const std::string& ending : kept.tables) words += ", tables (" + ending.substr(1) + ")";
    if (!kept.courses.empty()) words += fmt::format(", courses of {} patients", kept.courses.size());
    return words;
}

}  // namespace

std::string without_comments(const std::string& resolved) {
    std::istringstream lines(resolved);
    std::string rest;
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with('#')) (rest += line) += '\n';
    return rest;
}

RunStart start_of(const cohort::Cohort& cohort, const StudyPlan& plan, const KeptResults& kept) {
    RunStart start;
    start.program = program_text();
    start.device = plan.device.gpu ? "cuda" : "cpu";
    start.cohort = cohort.resolved;
    start.seed = cohort.study.seed;
    start.first_patient = plan.first;
    start.patients = plan.patients;
    start.shard = plan.shard;
    start.populations = plan.populations.text;
    start.populations_file = plan.populations.design.file;
    start.kept = kept;
    start.study = cohort.id;
    start.inputs = cohort.files;
    for (const auto* warnings : {&cohort.warnings, &plan.warnings})
        for (const base::Diagnostic& warning : *warnings) start.warnings.push_back(base::text_of(warning));
    return start;
}

std::string text_of(const RunStart& start) {
    Json inputs = Json::array();
    for (const toml::InputFile& file : start.inputs)
        inputs.push_back({{"path", file.path}, {"sha256", file.sha256}});
    const Json json = {{"twinarm_run", 1},
                       {"program", start.program},
                       {"device", start.device},
                       {"seed", start.seed},
                       {"first_patient", start.first_patient},
                       {"patients", start.patients},
                       {"shard", start.shard.number},
                       {"of", start.shard.of},
                       {"rows", start.kept.rows},
                       {"tables", start.kept.tables},
                       {"courses", start.kept.courses},
                       {"study", start.study},
                       {"populations_file", start.populations_file},
                       {"started", start.started},
                       {"max_fail", start.max_fail},
                       {"inputs", inputs},
                       {"warnings", start.warnings},
                       {"populations", start.populations},
                       {"cohort", start.cohort}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RunStart read_run_start(const std::string& text, const std::string& place) {
    const Json json = read_json_line(text, run_start_schema(), place);
    RunStart start;
    start.program = json["program"];
    start.device = json["device"];
    start.cohort = json["cohort"];
    start.seed = json["seed"];
    start.first_patient = json["first_patient"];
    start.patients = json["patients"];
    start.shard = {json["shard"], json["of"]};
    start.populations = json["populations"];
    start.kept = {json["rows"], json["tables"], json["courses"]};
    start.study = json["study"];
    start.populations_file = json["populations_file"];
    start.started = json["started"];
    start.max_fail = json["max_fail"];
    for (const Json& input : json["inputs"]) start.inputs.push_back({input["path"], input["sha256"]});
    start.warnings = json["warnings"];
    const auto refuse = [&](const char* cause) {
        throw base::DataError(place + ": " + cause + "\n  The journal was changed.");
    };
    if (start.shard.number > start.shard.of) refuse("there is no such shard");
    if (start.first_patient > std::numeric_limits<std::uint64_t>::max() - start.patients)
        refuse("there are no such patients");
    for (const std::uint64_t patient : start.kept.courses)
        if (patient < start.first_patient || patient - start.first_patient >= start.patients)
            refuse("courses of patients that the run does not have");
    return start;
}

std::string difference(const RunStart& start, const RunStart& other, bool same_part) {
    std::string found = different("the program", start.program, other.program);
    const auto also = [&](const std::string& next) {
        if (found.empty()) found = next;
    };
    also(different("the device", start.device, other.device));
    also(different("the seed", start.seed, other.seed));
    also(different("the first patient", start.first_patient, other.first_patient));
    also(different("the number of patients", start.patients, other.patients));
    also(different("the number of shards", start.shard.of, other.shard.of));
    if (same_part) also(different("the shard", start.shard.number, other.shard.number));
    const std::string cohort = without_comments(start.cohort), other_cohort = without_comments(other.cohort);
    if (cohort != other_cohort) also("the cohort " + different_line(cohort, other_cohort));
    if (start.populations != other.populations)
        also("the populations file " + different_line(start.populations, other.populations));
    if (start.kept != other.kept)
        also(different("what is saved", words_of(start.kept), words_of(other.kept)));
    if (same_part) also(different("--max-fail", start.max_fail, other.max_fail));
    return found;
}

}  // namespace twinarm::store
