// twinarm calibrate: plausible populations from published trials, and a check of the method.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "host/base/number_text.hpp"
#include "host/base/output_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/calibrate/build_table.hpp"
#include "host/calibrate/read_calibration.hpp"
#include "host/calibrate/report.hpp"
#include "host/calibrate/run_calibration.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/store/output_folder.hpp"

namespace twinarm::cli {

namespace {

namespace fs = std::filesystem;

struct CalibrateOptions {
    std::string file, out;
    std::vector<std::string> set;
    int threads = 0, truths = 200;
    bool force = false, quiet = false, check = false, json = false;
};

study::ExitCode print_check(const calibrate::Calibration& calibration, const calibrate::Checked& checked,
                            const CalibrateOptions& options, const fs::path& folder) {
    if (options.json)
        print_json(checked.json);
    else if (!options.quiet)
        base::print_text(stdout, calibrate::check_table(calibration, checked.result));
    calibrate::require_passed(checked, folder);
    return study::ExitCode::ok;
}

study::ExitCode print_fit(const calibrate::Calibration& calibration, const calibrate::Fit& fit,
                          const CalibrateOptions& options, const fs::path& folder) {
    if (options.json)
        print_json(fit.json);
    else if (!options.quiet)
        base::print_text(
            stdout, fmt::format("{}\nResults: {}\n",
                                calibrate::calibration_table(calibration, fit.diagnostics, fit.populations),
                                (folder / "").string()));
    std::fflush(stdout);
    calibrate::require_resolved(calibration, fit);
    return study::ExitCode::ok;
}

study::ExitCode calibrate(const CalibrateOptions& options) {
    const calibrate::Calibration calibration = calibrate::read_calibration(options.file, options.set);
    const fs::path folder = store::output_folder(options.out, options.file, "runs/calibration");
    const calibrate::CalibrationFolder place{folder, options.force, options.check};
    calibrate::prepare_calibration(calibration, place);
    CpuOptions cpu;
    cpu.threads = options.threads;
    const int threads = store::thread_count(cpu);
    std::optional<ProgressLine> line;
    const auto progress_of = [&](const char* what) {
        line.reset();
        return [&line, what, shown = !options.quiet && stderr_is_terminal()](std::uint64_t done,
                                                                             std::uint64_t of) {
            if (!line) line.emplace(of, what, shown);
            line->update(done);
        };
    };
    const base::StopToken stop = watch_for_interrupt();
    const calibrate::ReferenceTable table =
        calibrate::reference_table(calibration, place, threads, progress_of("rows"), stop);
    if (line) line->clear();
    if (const int signal = stop.signal(); signal != 0) {
        base::print_message(
            "twinarm: {} of {} rows are kept in {}\n  The same command continues from there.\n",
            base::with_commas(table.rows.size()), base::with_commas(calibrate::planned_rows(calibration)),
            (folder / calibrate::table_name).string());
        return study::ExitCode(128 + signal);
    }
    if (!options.check)
        return print_fit(calibration, calibrate::fit_populations(calibration, table, threads, folder),
                         options, folder);
    const calibrate::Checked checked = calibrate::check_calibration(calibration, table, options.truths,
                                                                    threads, folder, progress_of("truths"));
    if (line) line->clear();
    return print_check(calibration, checked, options, folder);
}

}  // namespace

Verb calibrate_verb() {
    auto options = std::make_shared<CalibrateOptions>();
    Verb verb("calibrate", "Plausible populations from published trials, with diagnostics");
    verb.argument("FILE", &options->file, "calibration file (TOML)", {.required = true});
    verb.option("--set", &options->set, "PATH=VALUE: another value for a key; may be repeated",
                {.value_name = "PATH=VALUE", .one_at_a_time = true});
    verb.option("-o,--out", &options->out,
                "folder of the reference table and the results; runs/calibration/<file stem> where not given",
                {.file = true});
    verb.option("--threads", &options->threads, "CPU threads; 0: one per core",
                {.range = {{0, 4096}}, .show_default = true});
    verb.option("--check", &options->check,
                "check the method instead: simulation-based calibration on the reference table");
    verb.option("--truths", &options->truths, "rows that --check takes as the truth",
                {.range = {{50, 1000000}}, .needs = "--check", .show_default = true});
    verb.option("-f,--force", &options->force, "discard an old reference table and start over");
    verb.option("-q,--quiet", &options->quiet, "no progress and no table");
    add_json_flag(verb, options->json);
    verb.footer =
        "The reference table is kept row by row: the same command continues after an interruption.\n"
        "Examples:\n  twinarm calibrate cohorts/calibration/default.toml\n"
        "  twinarm calibrate cohorts/calibration/default.toml --check";
    verb.action = [options] { return calibrate(*options); };
    return verb;
}

}  // namespace twinarm::cli
