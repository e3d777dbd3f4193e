// summary.json of a run read again.
#include "host/store/read_summary.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

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

}  // namespace

nlohmann::ordered_json read_summary(const std::filesystem::path& folder, const cohort::Cohort& cohort,
                                    const RunRecord& record) {
    const std::filesystem::path file = folder / "summary.json";
    std::string text;
    Json summary =
        read_stored_json(file, summary_schema(), "The run did not finish; run the cohort again.", &text);
    if (const std::string error = disagreement(summary, cohort, record); !error.empty())
        refuse_stored_json(file, error);
    base::require_same(file, text, record.file(file));
    return summary;
}

}  // namespace twinarm::store
