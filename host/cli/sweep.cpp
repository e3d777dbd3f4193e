// twinarm sweep: a grid of doses, schedules or any other settings, in the same patients.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/report_error.hpp"
#include "host/cohort/settable_paths.hpp"
#include "host/study/sweep.hpp"
#include "host/table/sweep_table.hpp"

namespace twinarm::cli {

namespace {

namespace fs = std::filesystem;

struct SweepOptions {
    study::CohortOptions cohort;
    study::EngineOptions engine;
    std::vector<std::string> over;
    study::PointChoice choice{{}, study::no_populations};
    study::KeptSweep kept;
    bool json = false;
};

/// The table would replace the file that the sweep goes on from.
void require_two_files(const std::string& csv, const std::string& journal) {
    if (csv.empty() || journal.empty()) return;
    const auto place = [](const fs::path& path) {
        std::error_code none;
        return fs::weakly_canonical(fs::absolute(path, none), none);
    };
    for (const fs::path& written : {fs::path(csv), base::partial_name(csv)})
        if (place(written) == place(journal))
            throw base::UsageError(
                journal + ": --resume and --csv name the same file\n  Choose another one for the table.");
}

study::ExitCode sweep(const SweepOptions& options) {
    std::vector<trial::SweepAxis> axes;
    for (const std::string& text : options.over) axes.push_back(study::sweep_axis(text));
    const std::string& csv = options.kept.csv;
    require_two_files(csv, options.kept.journal);
    std::optional<ProgressLine> line;
    const auto progress = [&](std::uint64_t done, std::uint64_t of, int arms) {
        if (!line) line.emplace(of, arms, stderr_is_terminal());
        line->update(done);
    };
    const study::Sweep sweep = study::run_sweep(options.cohort, options.engine, {axes, options.choice},
                                                options.kept, progress, watch_for_interrupt());
    if (line) line->clear();
    report_warnings(sweep.warnings);
    if (options.json)
        print_json(table::sweep_json(sweep.report));
    else
        base::print_text(stdout, table::sweep_table(sweep.report));
    const bool whole = sweep.signal == 0;
    if (!csv.empty())
        base::write_file(csv, table::sweep_csv(sweep.report),
                         whole ? base::Naming::when_finished : base::Naming::later);
    if (whole) return study::ExitCode::ok;
    base::print_message("twinarm: interrupted: {} of {} points were simulated{}{}\n",
                        sweep.report.points.size(), sweep.report.planned,
                        csv.empty() ? "" : "\n  Their table is " + base::partial_name(csv).string(),
                        options.kept.journal.empty() ? "" : "\n  The same command goes on from there.");
    return study::ExitCode(128 + sweep.signal);
}

}  // namespace

Verb sweep_verb() {
    auto options = std::make_shared<SweepOptions>();
    Verb verb("sweep", "A grid of doses, schedules or other settings, simulated in the same patients");
    add_options(verb, options->cohort);
    verb.option("--over", &options->over, "PATH=V1,V2,...: an axis of the grid; may be repeated",
                {.value_name = "PATH=V1,V2",
                 .suggestions = cohort::settable_paths(),
                 .one_at_a_time = true,
                 .required = true});
    verb.option("--arm", &options->choice.arms,
                "id of an arm that is simulated; may be repeated; default: all", {.one_at_a_time = true});
    add_populations_option(verb, options->choice.populations, study::no_populations);
    add_options(verb, options->engine);
    verb.option("--csv", &options->kept.csv, "file for the table as CSV", {.file = true});
    verb.option(
        "--resume", &options->kept.journal,
        "keep what is done in this file and go on from it, with any threads, lanes and chunk; begin it "
        "where nothing is",
        {.file = true});
    verb.option(
        "--commit-seconds", &options->kept.seconds_between_commits,
        "make sure of what is done, at most this often [s]; a sweep that is killed loses no more than "
        "this and two chunks",
        {.range = {{0.0, 3600.0}}, .needs = "--resume", .show_default = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Example:\n  twinarm sweep cohorts/head_to_head.toml -n 2000 \\\n"
        "      --over \"regimen.nktr214_6ug_q3w.dose=0.003 mg/kg,0.006 mg/kg,0.012 mg/kg\" \\\n"
        "      --over \"regimen.nktr214_6ug_q3w.every=14 d,21 d\" --csv sweep.csv \\\n"
        "      --resume sweep.journal";
    verb.action = [options] { return sweep(*options); };
    return verb;
}

}  // namespace twinarm::cli
