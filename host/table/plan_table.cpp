// What a run would take, on a terminal and as JSON.
#include "host/table/plan_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

/// "120", or "1 to 12" where arms differ.
std::string trial_sizes(const cohort::Cohort& cohort) {
    const auto [least, most] = std::minmax_element(
        cohort.arms.begin(), cohort.arms.end(),
        [](const cohort::ArmDesign& a, const cohort::ArmDesign& b) { return a.trial_n < b.trial_n; });
    return least->trial_n == most->trial_n ? base::with_commas(std::uint64_t(most->trial_n))
                                           : fmt::format("{} to {}", least->trial_n, most->trial_n);
}

}  // namespace

std::string plan_table(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                       const std::filesystem::path& folder, const store::StudyNeeds& needs) {
    const auto arms = std::uint64_t(cohort.study.arm_count);
    const std::string study = cohort.id + (cohort.title.empty() ? "" : ": " + cohort.title);
    std::string text =
        fmt::format("study         {}\n", shortened(base::plain_text(study), table_width - 14));
    const std::string part =
        plan.shard.is_whole() ? "" : fmt::format(", shard {} of {}", plan.shard.number, plan.shard.of);
    const std::string addresses =
        plan.planned() == 0 ? "none"
                            : fmt::format("{} to {}", plan.first + plan.begin(), plan.first + plan.end() - 1);
    text += fmt::format("patients      {} (addresses {}), seed {}{}\n", base::with_commas(plan.planned()),
                        addresses, cohort.study.seed, part);
    if (plan.populations.design.named())
        text += fmt::format("populations   {}\n", plan.populations.studies.size());
    text += fmt::format("arms          {}\n", arms);
    text += fmt::format("patient-arms  {}\n", base::with_commas(plan.planned() * arms));
    text += fmt::format("trials        {} virtual trials of {} patients an arm\n",
                        base::with_commas(std::uint64_t(cohort.trial.trials)), trial_sizes(cohort));
    if (plan.device.gpu) {
        text += fmt::format("device        {} (cuda:{})\n", plan.device.name, plan.device.index);
    } else {
        text += fmt::format("device        CPU, {} thread{}, {}: {}\n", store::thread_count(plan.cpu),
                            store::thread_count(plan.cpu) == 1 ? "" : "s",
                            name_of(usable_instructions(plan.cpu.instructions)), plan.device.name);
        text += fmt::format("GPU           not used: {}\n", plan.device.reason);
    }
    text += fmt::format("memory        about {}\n", base::bytes_in_words(double(needs.memory_bytes)));
    text += fmt::format("disk          about {} in {}{}\n", base::bytes_in_words(needs.disk_bytes),
                        (folder / "").string(),
                        needs.free_bytes == 0
                            ? ""
                            : fmt::format(", {} free there", base::bytes_in_words(double(needs.free_bytes))));
    if (needs.table_bytes > 0)
        text += fmt::format("              including tables: {}\n", base::bytes_in_words(needs.table_bytes));
    if (needs.course_bytes > 0)
        text +=
            fmt::format("              including courses: {}\n", base::bytes_in_words(needs.course_bytes));
    text += fmt::format("time          about {} (a pilot of {} patients took {})\n",
                        base::duration_in_words(needs.seconds), needs.pilot.patients,
                        base::duration_in_words(needs.pilot.seconds));
    return text;
}

nlohmann::ordered_json plan_json(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                                 const std::filesystem::path& folder, const store::StudyNeeds& needs) {
    using Json = nlohmann::ordered_json;
    Json arms = Json::array(), device;
    for (const cohort::ArmDesign& arm : cohort.arms)
        arms.push_back({{"id", arm.id}, {"trial_n", arm.trial_n}});
    if (plan.device.gpu)
        device = {{"kind", "cuda"}, {"index", plan.device.index}, {"name", plan.device.name}};
    else
        device = {{"kind", "cpu"},
                  {"name", plan.device.name},
                  {"threads", store::thread_count(plan.cpu)},
                  {"instruction_set", name_of(usable_instructions(plan.cpu.instructions))},
                  {"gpu_not_used_because", plan.device.reason}};
    return {{"study", cohort.id},
            {"title", cohort.title},
            {"seed", cohort.study.seed},
            {"first_patient", plan.first + plan.begin()},
            {"patients", plan.planned()},
            {"shard", plan.shard.number},
            {"of", plan.shard.of},
            {"populations", plan.populations.studies.size()},
            {"arms", arms},
            {"trials", cohort.trial.trials},
            {"device", device},
            {"memory_bytes", needs.memory_bytes},
            {"disk_bytes", std::uint64_t(needs.disk_bytes)},
            {"table_bytes", std::uint64_t(needs.table_bytes)},
            {"course_bytes", std::uint64_t(needs.course_bytes)},
            {"folder", folder.string()},
            {"free_bytes", needs.free_bytes == 0 ? Json(nullptr) : Json(needs.free_bytes)},
            {"seconds", needs.seconds},
            {"pilot", {{"patients", needs.pilot.patients}, {"seconds", needs.pilot.seconds}}}};
}

}  // namespace twinarm::table
