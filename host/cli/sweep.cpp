// twinarm sweep: a grid of doses, schedules or any other settings, in the same patients.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/sweep_words.hpp"
#include "host/run/interrupt.hpp"
#include "host/run/number_text.hpp"
#include "host/run/output_file.hpp"
#include "host/run/progress.hpp"

namespace twinarm {

namespace {

struct SweepOptions {
    CohortOptions cohort;
    EngineOptions engine;
    std::vector<std::string> over;
    std::string csv;
    bool json = false;
};

Cohort cohort_at(const SweepOptions& options, const std::vector<std::string>& settings) {
    CohortOptions with = options.cohort;
    with.set.insert(with.set.end(), settings.begin(), settings.end());
    return read_cohort(with);
}

std::string value_of(const std::string& setting) {
    return setting.substr(setting.find('=') + 1);
}

ExitCode sweep(const SweepOptions& options) {
    std::vector<SweepAxis> axes;
    for (const std::string& text : options.over) axes.push_back(sweep_axis(text));
    const auto grid = grid_of(axes);
    for (const auto& settings : grid) cohort_at(options, settings);  // every mistake before the first patient

    std::vector<SweepPoint> points;
    std::unique_ptr<SweepTally> first;
    std::string title;
    int signal = 0;
    watch_for_interrupt();
    for (std::size_t i = 0; i < grid.size() && signal == 0; ++i) {
        const Cohort cohort = cohort_at(options, grid[i]);
        const SimulationPlan plan = make_plan(cohort, options.cohort, options.engine);
        auto tally = std::make_unique<SweepTally>(cohort.study.arm_count);
        if (i == 0)
            title = fmt::format("{}: {} points of the same {} patients; seed {}.", cohort.id, grid.size(),
                                with_commas(plan.patients), cohort.study.seed);
        SimulationResult result;
        Progress progress(plan.patients * grid.size(), cohort.study.arm_count, stderr_is_terminal());
        simulate_cohort(
            cohort.study, plan,
            {[&](const Outcome* outcomes, std::uint64_t patients) { tally->add(outcomes, patients); }},
            [&](std::uint64_t done) { progress.update(plan.patients * i + done); }, result);
        progress.clear();
        signal = result.signal;
        if (signal != 0) break;
        SweepPoint point;
        for (const std::string& setting : grid[i]) point.values.push_back(value_of(setting));
        point.rows = tally->rows(cohort.arms, first ? *first : *tally);
        points.push_back(std::move(point));
        if (!first) first = std::move(tally);
    }
    if (options.json) {
        print_json(sweep_json(title, axes, points));
    } else {
        fmt::print("{}\nSimulated data, not patients.\n", title);
        for (const SweepAxis& axis : axes) fmt::print("Over {}\n", axis.path);
        fmt::print("\n{}", sweep_table(axes, points));
    }
    if (!options.csv.empty()) write_file(options.csv, sweep_csv(axes, points));
    if (signal != 0)
        fmt::print(stderr, "twinarm: interrupted: {} of {} points were simulated\n", points.size(),
                   grid.size());
    return signal != 0 ? ExitCode(128 + signal) : ExitCode::ok;
}

}  // namespace

Verb sweep_verb() {
    auto options = std::make_shared<SweepOptions>();
    Verb verb("sweep", "A grid of doses, schedules or other settings, simulated in the same patients");
    add_options(verb, options->cohort);
    verb.option("--over", &options->over, "PATH=V1,V2,...: an axis of the grid; may be repeated",
                {.value_name = "PATH=V1,V2", .one_at_a_time = true, .required = true});
    add_options(verb, options->engine);
    verb.option("--csv", &options->csv, "file for the table as CSV");
    add_json_flag(verb, options->json);
    verb.footer =
        "Example:\n  twinarm sweep cohorts/head_to_head.toml -n 2000 \\\n"
        "      --over \"regimen.nktr214_6ug_q3w.dose=0.003 mg/kg,0.006 mg/kg,0.012 mg/kg\" \\\n"
        "      --over \"regimen.nktr214_6ug_q3w.every=14 d,21 d\" --csv sweep.csv";
    verb.action = [options] { return sweep(*options); };
    return verb;
}

}  // namespace twinarm
