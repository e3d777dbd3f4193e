// summary.json of a run read again.
#include "host/store/read_summary.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

#include "host/store/file_names.hpp"
#include "host/store/stored_json.hpp"

namespace twinarm::store {

namespace {

using Json = JsonSchema::Json;

/// What does not fit the run, "/study/seed: not that of run.json"; empty where all does.
std::string disagreement(const Json& summary, const cohort::Cohort& cohort, const RunRecord& record) {
    const Json& study = summary["study"];
    const char* other_run = ": not that of run.json";
    if (study["id"] != record.study) return std::string("/study/id") + other_run;
    if (study["seed"] != record.seed) return std::string("/study/seed") + other_run;
    if (study["first_patient"] != record.first_patient)
        return std::string("/study/first_patient") + other_run;
    if (study["patients"] != record.patients_done) return std::string("/study/patients") + other_run;

    const Json& arms = summary["arms"];
    if (arms.size() != cohort.arms.size())
        return fmt::format("/arms: {} arms, resolved.toml has {}", arms.size(), cohort.arms.size());
    for (std::size_t a = 0; a < arms.size(); ++a)
        if (arms[a]["id"] != cohort.arms[a].id)
            return fmt::format("/arms/{}/id: not {}, the arm of resolved.toml", a, cohort.arms[a].id);
    const auto is_arm = [&](const Json& id) {
        return std::any_of(cohort.arms.begin(), cohort.arms.end(),
                           [&](const cohort::ArmDesign& arm) { return id == arm.id; });
    };
    const Json& twins = summary["twins"];
    for (std::size_t t = 0; t < twins.size(); ++t)
        for (const char* key : {"arm_a", "arm_b"})
            if (!is_arm(twins[t][key])) return fmt::format("/twins/{}/{}: the run has no such arm", t, key);

    const auto populations = summary.find("populations");
    if ((populations != summary.end()) != record.populations.has_value())
        return std::string("/populations") + other_run;
    if (populations == summary.end() || (*populations)["populations"] == 0) return "";
    for (std::size_t a = 0; a < arms.size(); ++a)
        if (!arms[a].contains("over_populations"))
            return fmt::format("/arms/{}/over_populations: is missing", a);
    return "";
}

std::optional<double> number_or_nothing(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

trial::TrialDistribution distribution_of(const Json& json) {
    trial::TrialDistribution found;
    found.n = json.at("n");
    found.trials = json.at("trials");
    found.mean = number_or_nothing(json.at("mean")).value_or(0);
    found.standard_deviation = number_or_nothing(json.at("sd")).value_or(0);
    for (const Json& quantile : json.at("quantiles")) {
        const Json& value = quantile.at("value");
        found.quantiles.push_back({quantile.at("p"), value.is_null() ? std::nan("") : value.get<double>()});
    }
    return found;
}

statistics::SurvivalSummary survival_of(const Json& json) {
    statistics::SurvivalSummary found;
    found.patients = json.at("patients");
    found.events = json.at("events");
    found.median_days = number_or_nothing(json.at("median_days"));
    found.median_lower_days = number_or_nothing(json.at("median_lower_days"));
    found.median_upper_days = number_or_nothing(json.at("median_upper_days"));
    found.follow_up_days = json.at("follow_up_days");
    found.median_follow_up_days = number_or_nothing(json.at("median_follow_up_days"));
    return found;
}

StoredArm arm_of(const Json& json) {
    StoredArm arm;
    arm.patients = json.at("patients");
    arm.patients_failed = json.at("patients_failed");
    arm.responders = json.at("orr_population").at("count");
    arm.completed = json.at("orr_population").at("of");
    for (std::size_t grade = 0; grade < arm.hypotension.size(); ++grade)
        arm.hypotension[grade] =
            number_or_nothing(json.at("worst_hypotension_grade").at(std::to_string(grade)));
    arm.orr_trial = distribution_of(json.at("orr_trial"));
    arm.pfs = survival_of(json.at("pfs"));
    arm.os = survival_of(json.at("os"));
    return arm;
}

}  // namespace

StoredSummary read_summary(const std::filesystem::path& folder, const cohort::Cohort& cohort,
                           const RunRecord& record) {
    const std::filesystem::path file = folder / file_name::summary;
    Json summary = parse_stored_json(
        file, read_stored_text(file, "The run did not finish; run the cohort again.", record.file(file)),
        summary_schema());
    if (const std::string error = disagreement(summary, cohort, record); !error.empty())
        refuse_stored_json(file, error);
    StoredSummary read;
    for (const Json& arm : summary.at("arms")) read.arms.push_back(arm_of(arm));
    read.whole = std::make_shared<const Json>(std::move(summary));
    return read;
}

}  // namespace twinarm::store
