// twinarm plan: what a run would take, before anything runs.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/report_error.hpp"
#include "host/cli/save_options.hpp"
#include "host/store/output_folder.hpp"
#include "host/study/needs.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::cli {

namespace {

using Json = nlohmann::ordered_json;

/// "120", or "1 to 12" where arms differ.
std::string trial_sizes(const cohort::Cohort& cohort) {
    const auto [least, most] = std::minmax_element(
        cohort.arms.begin(), cohort.arms.end(),
        [](const cohort::ArmDesign& a, const cohort::ArmDesign& b) { return a.trial_n < b.trial_n; });
    return least->trial_n == most->trial_n ? base::with_commas(std::uint64_t(most->trial_n))
                                           : fmt::format("{} to {}", least->trial_n, most->trial_n);
}

void print_words(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                 const study::SaveRequest& request, const study::Needs& needs) {
    const auto arms = std::uint64_t(cohort.study.arm_count);
    const std::string study = cohort.id + (cohort.title.empty() ? "" : ": " + cohort.title);
    base::print_text(stdout, fmt::format("study         {}\n",
                                         table::shortened(base::plain_text(study), table::table_width - 14)));
    fmt::print("patients      {} (addresses {} to {}), seed {}\n", base::with_commas(plan.patients),
               plan.first, plan.first + plan.patients - 1, cohort.study.seed);
    fmt::print("arms          {}\n", arms);
    fmt::print("patient-arms  {}\n", base::with_commas(plan.patients * arms));
    fmt::print("trials        {} virtual trials of {} patients an arm\n",
               base::with_commas(std::uint64_t(cohort.trial.trials)), trial_sizes(cohort));
    if (plan.device.gpu) {
        fmt::print("device        {} (cuda:{})\n", plan.device.name, plan.device.index);
    } else {
        fmt::print("device        CPU, {} thread{}, {}: {}\n", store::thread_count(plan.cpu),
                   store::thread_count(plan.cpu) == 1 ? "" : "s",
                   name_of(usable_instructions(plan.cpu.instructions)), plan.device.name);
        fmt::print("GPU           not used: {}\n", plan.device.reason);
    }
    fmt::print("memory        about {}\n", base::bytes_in_words(double(needs.memory_bytes)));
    base::print_text(
        stdout,
        fmt::format("disk          about {} in {}{}\n", base::bytes_in_words(needs.disk_bytes),
                    (request.folder / "").string(),
                    needs.free_bytes == 0
                        ? ""
                        : fmt::format(", {} free there", base::bytes_in_words(double(needs.free_bytes)))));
    if (needs.table_bytes > 0)
        fmt::print("              including tables: {}\n", base::bytes_in_words(needs.table_bytes));
    if (needs.course_bytes > 0)
        fmt::print("              including courses: {}\n", base::bytes_in_words(needs.course_bytes));
    fmt::print("time          about {} (a pilot of {} patients took {})\n", duration_in_words(needs.seconds),
               needs.pilot.patients, duration_in_words(needs.pilot.seconds));
}

nlohmann::ordered_json json_of(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                               const study::SaveRequest& request, const study::Needs& needs) {
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
            {"first_patient", plan.first},
            {"patients", plan.patients},
            {"arms", arms},
            {"trials", cohort.trial.trials},
            {"device", device},
            {"memory_bytes", needs.memory_bytes},
            {"disk_bytes", std::uint64_t(needs.disk_bytes)},
            {"table_bytes", std::uint64_t(needs.table_bytes)},
            {"course_bytes", std::uint64_t(needs.course_bytes)},
            {"folder", request.folder.string()},
            {"free_bytes", needs.free_bytes == 0 ? Json(nullptr) : Json(needs.free_bytes)},
            {"seconds", needs.seconds},
            {"pilot", {{"patients", needs.pilot.patients}, {"seconds", needs.pilot.seconds}}}};
}

study::ExitCode plan(const study::CohortOptions& cohort_options, const study::EngineOptions& engine,
                     const SaveOptions& save, const std::string& out, bool as_json) {
    const cohort::Cohort cohort = study::read_cohort(cohort_options);
    const store::StudyPlan plan = study::make_plan(cohort, cohort_options, engine);
    report_warnings(cohort.warnings);
    study::SaveRequest request;
    request.folder = store::output_folder(out, cohort_options.file);
    request.tables = save.tables();
    request.courses = save.course_patients(plan);
    const study::Needs needs = study::estimate_needs(cohort, plan, request);
    if (as_json)
        print_json(json_of(cohort, plan, request, needs));
    else
        print_words(cohort, plan, request, needs);
    return study::ExitCode::ok;
}

}  // namespace

Verb plan_verb() {
    struct Options {
        study::CohortOptions cohort;
        study::EngineOptions engine;
        SaveOptions save;
        std::string out;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    Verb verb("plan", "What a run would take: patients, memory, disk, device, time");
    add_options(verb, options->cohort);
    add_options(verb, options->engine);
    add_options(verb, options->save);
    verb.option("-o,--out", &options->out, "folder for the results; default runs/<file stem>",
                {.file = true});
    add_json_flag(verb, options->json);
    verb.footer = "Example:\n  twinarm plan cohorts/head_to_head.toml -n 1000000";
    verb.action = [options] {
        return plan(options->cohort, options->engine, options->save, options->out, options->json);
    };
    return verb;
}

}  // namespace twinarm::cli
