// twinarm plan: what a run would take, before anything runs.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/save_options.hpp"
#include "host/run/cost.hpp"
#include "host/run/number_text.hpp"
#include "host/run/outcome_file.hpp"
#include "host/run/output_folder.hpp"
#include "host/run/patient_row.hpp"
#include "host/run/progress.hpp"
#include "host/store/patients_csv.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm {

namespace {

struct Pilot {
    std::uint64_t patients = 0;
    double seconds = 0;
    double row_bytes = 0;  ///< of patients.csv and outcomes.bin, a patient and arm
};

/// Simulates the first patients; more of them where they are too quick to time.
Pilot simulate_pilot(const Cohort& cohort, const SimulationPlan& plan) {
    Pilot pilot;
    for (std::uint64_t count = 64;; count *= 4) {
        count = std::min({count, plan.patients, largest_chunk(cohort.study.arm_count)});
        std::vector<Outcome> outcomes(count * std::uint64_t(cohort.study.arm_count));
        const auto start = std::chrono::steady_clock::now();
        simulate_on(plan.device, plan.cpu, cohort.study, plan.first, count, outcomes.data());
        pilot.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        pilot.patients = count;
        std::string rows;
        for (const Outcome& outcome : outcomes) {
            append_patient_row(rows, cohort, outcome);
            append_outcome_record(rows, cohort, outcome);
        }
        pilot.row_bytes = double(rows.size()) / double(outcomes.size());
        if (pilot.seconds > 0.3 || count == plan.patients || count >= 4096) return pilot;
    }
}

/// "120", or "1 to 12" where arms differ.
std::string trial_sizes(const Cohort& cohort) {
    const auto [least, most] =
        std::minmax_element(cohort.arms.begin(), cohort.arms.end(),
                            [](const ArmLabel& a, const ArmLabel& b) { return a.trial_n < b.trial_n; });
    return least->trial_n == most->trial_n ? with_commas(std::uint64_t(most->trial_n))
                                           : fmt::format("{} to {}", least->trial_n, most->trial_n);
}

/// What a run would take.
struct Needs {
    std::filesystem::path folder;
    double disk_bytes, table_bytes, course_bytes, seconds;
    std::uint64_t memory_bytes, free_bytes;
};

void print_words(const Cohort& cohort, const SimulationPlan& plan, const Pilot& pilot, const Needs& needs) {
    const auto arms = std::uint64_t(cohort.study.arm_count);
    fmt::print("study         {}\n",
               shortened(cohort.id + (cohort.title.empty() ? "" : ": " + cohort.title), table_width - 14));
    fmt::print("patients      {} (addresses {} to {}), seed {}\n", with_commas(plan.patients), plan.first,
               plan.first + plan.patients - 1, cohort.study.seed);
    fmt::print("arms          {}\n", arms);
    fmt::print("patient-arms  {}\n", with_commas(plan.patients * arms));
    fmt::print("trials        {} virtual trials of {} patients an arm\n",
               with_commas(std::uint64_t(cohort.trial.trials)), trial_sizes(cohort));
    if (plan.device.gpu) {
        fmt::print("device        {} (cuda:{})\n", plan.device.name, plan.device.index);
    } else {
        fmt::print("device        CPU, {} thread{}, {}: {}\n", thread_count(plan.cpu),
                   thread_count(plan.cpu) == 1 ? "" : "s",
                   name_of(usable_instructions(plan.cpu.instructions)), plan.device.name);
        fmt::print("GPU           not used: {}\n", plan.device.reason);
    }
    fmt::print("memory        about {}\n", bytes_in_words(double(needs.memory_bytes)));
    fmt::print(
        "disk          about {} in {}{}\n", bytes_in_words(needs.disk_bytes), (needs.folder / "").string(),
        needs.free_bytes == 0 ? ""
                              : fmt::format(", {} free there", bytes_in_words(double(needs.free_bytes))));
    if (needs.table_bytes > 0)
        fmt::print("              of it tables: {}\n", bytes_in_words(needs.table_bytes));
    if (needs.course_bytes > 0)
        fmt::print("              of it courses: {}\n", bytes_in_words(needs.course_bytes));
    fmt::print("time          about {} (a pilot of {} patients took {})\n", duration_in_words(needs.seconds),
               pilot.patients, duration_in_words(pilot.seconds));
}

nlohmann::ordered_json json_of(const Cohort& cohort, const SimulationPlan& plan, const Pilot& pilot,
                               const Needs& needs) {
    using Json = nlohmann::ordered_json;
    Json arms = Json::array(), device;
    for (const ArmLabel& arm : cohort.arms) arms.push_back({{"id", arm.id}, {"trial_n", arm.trial_n}});
    if (plan.device.gpu)
        device = {{"kind", "cuda"}, {"index", plan.device.index}, {"name", plan.device.name}};
    else
        device = {{"kind", "cpu"},
                  {"name", plan.device.name},
                  {"threads", thread_count(plan.cpu)},
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
            {"folder", needs.folder.string()},
            {"free_bytes", needs.free_bytes == 0 ? Json(nullptr) : Json(needs.free_bytes)},
            {"seconds", needs.seconds},
            {"pilot", {{"patients", pilot.patients}, {"seconds", pilot.seconds}}}};
}

ExitCode plan(const CohortOptions& cohort_options, const EngineOptions& engine, const SaveOptions& save,
              const std::string& out, bool as_json) {
    const Cohort cohort = read_cohort(cohort_options);
    const SimulationPlan plan = make_plan(cohort, cohort_options, engine);
    const Pilot pilot = simulate_pilot(cohort, plan);
    Needs needs{};
    needs.folder = out.empty() ? default_output_folder(cohort_options.file) : std::filesystem::path(out);
    needs.table_bytes = save.tables() ? table_bytes(cohort, plan.patients) : 0;
    needs.course_bytes = course_bytes(cohort, save.course_patients(plan).size());
    needs.disk_bytes = pilot.row_bytes * double(plan.patients * std::uint64_t(cohort.study.arm_count)) +
                       trial_rows_bytes(cohort) + needs.table_bytes + needs.course_bytes;
    needs.seconds = pilot.seconds * double(plan.patients) / double(pilot.patients);
    needs.memory_bytes = expected_memory_bytes(cohort, plan.patients, save.tables());
    needs.free_bytes = free_bytes_at(needs.folder);
    if (as_json)
        print_json(json_of(cohort, plan, pilot, needs));
    else
        print_words(cohort, plan, pilot, needs);
    return ExitCode::ok;
}

}  // namespace

void add_plan(CLI::App& app, ExitCode& exit) {
    struct Options {
        CohortOptions cohort;
        EngineOptions engine;
        SaveOptions save;
        std::string out;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* verb =
        app.add_subcommand("plan", "What a run would take: patients, memory, disk, device, time");
    add_options(*verb, options->cohort);
    add_options(*verb, options->engine);
    add_options(*verb, options->save);
    verb->add_option("-o,--out", options->out, "folder for the results; runs/<file stem> where not given");
    add_json_flag(*verb, options->json);
    verb->footer("Example:\n  twinarm plan cohorts/head_to_head.toml -n 1000000");
    verb->callback([options, &exit] {
        exit = plan(options->cohort, options->engine, options->save, options->out, options->json);
    });
}

}  // namespace twinarm
