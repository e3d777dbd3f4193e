// twinarm sweep: a grid of doses, schedules or any other settings, in the same patients.
#include <fmt/format.h>

#include <memory>

#include "host/cli/commands.hpp"
#include "host/cli/options.hpp"
#include "host/cli/sweep_grid.hpp"
#include "host/run/errors.hpp"
#include "host/run/interrupt.hpp"
#include "host/run/number_text.hpp"
#include "host/run/output_file.hpp"
#include "host/run/patient_row.hpp"
#include "host/run/progress.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/text_table.hpp"
#include "host/trial/sweep_tally.hpp"

namespace twinarm {

namespace {

struct SweepOptions {
    CohortOptions cohort;
    EngineOptions engine;
    std::vector<std::string> over;
    std::string csv;
};

/// A point of the grid with its results.
struct SweepPoint {
    std::vector<std::string> values;  ///< by axis
    std::vector<SweepRow> rows;       ///< by arm
};

Cohort cohort_at(const SweepOptions& options, const std::vector<std::string>& settings) {
    CohortOptions with = options.cohort;
    with.set.insert(with.set.end(), settings.begin(), settings.end());
    return read_cohort(with);
}

std::string value_of(const std::string& setting) {
    return setting.substr(setting.find('=') + 1);
}

std::string joined(const std::vector<double>& numbers, const char* between) {
    std::string text;
    for (const double number : numbers) text += (text.empty() ? "" : between) + fmt::format("{:.1f}", number);
    return text.empty() ? "none" : text;
}

constexpr std::size_t axis_width = 12;

std::string table_text(const std::vector<SweepAxis>& axes, const std::vector<SweepPoint>& points) {
    std::vector<Column> columns;
    for (const SweepAxis& axis : axes)
        columns.push_back({shortened(axis.path.substr(axis.path.rfind('.') + 1), axis_width), true});
    for (const Column& column : {Column{"Arm", true}, Column{"ORR, %"}, Column{"MC s.e."}, Column{"- first"},
                                 Column{"MC s.e."}, Column{"CR"}, Column{"grade 3+"}, Column{"doses"}})
        columns.push_back(column);
    TextTable table(columns);
    for (const SweepPoint& point : points)
        for (const SweepRow& row : point.rows) {
            std::vector<std::string> cells;
            for (const std::string& value : point.values)
                cells.push_back(&row == &point.rows.front() ? shortened(value, axis_width) : "");
            const PopulationRate& orr = row.arm.orr_population;
            for (const std::string& cell : {block_name(row.arm.id), rate_cell(orr),
                                            orr.estimate ? percent(orr.monte_carlo_standard_error, 2) : "-",
                                            row.difference ? percent(*row.difference) : "-",
                                            row.difference ? percent(row.difference_error, 2) : "-",
                                            rate_cell(row.arm.complete_population),
                                            percent(row.severe_hypotension), joined(row.doses, " + ")})
                cells.push_back(cell);
            table.add_row(cells);
        }
    return table.text() +
           "  - first: ORR minus that of the first point, in the same patients, percentage points.\n"
           "  grade 3+: patients with hypotension of grade 3 or more, %. doses: mean given, by drug.\n";
}

std::string csv_text(const std::vector<SweepAxis>& axes, const std::vector<SweepPoint>& points) {
    std::string text = std::string("# ") + simulated_note + "; doses are means, by drug\n";
    for (const SweepAxis& axis : axes) text += csv_field(axis.path) + ',';
    text +=
        "arm,patients,patients_failed,orr,orr_mc_standard_error,difference,difference_mc_standard_error,cr,"
        "hypotension_grade_3_or_more,doses\n";
    for (const SweepPoint& point : points)
        for (const SweepRow& row : point.rows) {
            for (const std::string& value : point.values) text += csv_field(value) + ',';
            const PopulationRate &orr = row.arm.orr_population, &cr = row.arm.complete_population;
            text += fmt::format("{},{},{}", csv_field(row.arm.id), row.arm.patients, row.arm.patients_failed);
            text +=
                orr.estimate ? fmt::format(",{},{}", *orr.estimate, orr.monte_carlo_standard_error) : ",,";
            text += row.difference ? fmt::format(",{},{}", *row.difference, row.difference_error) : ",,";
            text += cr.estimate ? fmt::format(",{},{}", *cr.estimate, row.severe_hypotension) : ",,";
            text += ',' + joined(row.doses, ";") + '\n';
        }
    return text;
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
    fmt::print("{}\nSimulated data, not patients.\n", title);
    for (const SweepAxis& axis : axes) fmt::print("Over {}\n", axis.path);
    fmt::print("\n{}", table_text(axes, points));
    if (!options.csv.empty()) write_file(options.csv, csv_text(axes, points));
    if (signal != 0)
        fmt::print(stderr, "twinarm: interrupted: {} of {} points were simulated\n", points.size(),
                   grid.size());
    return signal != 0 ? ExitCode(128 + signal) : ExitCode::ok;
}

}  // namespace

void add_sweep(CLI::App& app, ExitCode& exit) {
    auto options = std::make_shared<SweepOptions>();
    CLI::App* verb = app.add_subcommand(
        "sweep", "A grid of doses, schedules or other settings, simulated in the same patients");
    add_options(*verb, options->cohort);
    verb->add_option("--over", options->over, "PATH=V1,V2,...: an axis of the grid; may be repeated")
        ->type_name("PATH=V1,V2")
        ->allow_extra_args(false)
        ->required();
    add_options(*verb, options->engine);
    verb->add_option("--csv", options->csv, "file for the table as CSV");
    verb->footer(
        "Example:\n  twinarm sweep cohorts/head_to_head.toml -n 2000 \\\n"
        "      --over \"regimen.nktr214_6ug_q3w.dose=0.003 mg/kg,0.006 mg/kg,0.012 mg/kg\" \\\n"
        "      --over \"regimen.nktr214_6ug_q3w.every=14 d,21 d\" --csv sweep.csv");
    verb->callback([options, &exit] { exit = sweep(*options); });
}

}  // namespace twinarm
