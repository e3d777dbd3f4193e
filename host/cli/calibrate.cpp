// twinarm calibrate: plausible populations from published trials, and a check of the method.
#include <fmt/format.h>

#include <memory>

#include "host/base/errors.hpp"
#include "host/base/number_text.hpp"
#include "host/base/output_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/calibrate/build_table.hpp"
#include "host/calibrate/read_calibration.hpp"
#include "host/calibrate/report.hpp"
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
    int threads = 0, truths = 1000;
    bool force = false, quiet = false, check = false, json = false;
};

/// The folder of a calibration is taken up again where it holds a reference table.
void prepare_folder(const fs::path& folder, bool force, bool check) {
    std::error_code ignored;
    if (force) fs::remove(folder / calibrate::table_name, ignored);
    const bool known = fs::exists(folder / calibrate::table_name, ignored);
    store::prepare_output_folder(folder, force || known, 0);
    // Old results go first: a calibration that ends half-way must not stand beside another one's.
    if (force || check) fs::remove(folder / "check.json", ignored);
    if (force || !check)
        for (const char* name : {"populations.csv", "diagnostics.json"}) fs::remove(folder / name, ignored);
}

calibrate::ReferenceTable simulated_table(const calibrate::Calibration& calibration, const fs::path& folder,
                                          int threads, bool shown, const base::StopToken& stop) {
    calibrate::ReferenceTable table;
    calibrate::TableFile file(folder, calibration, table);
    const std::uint64_t old_rows = table.rows.size();
    const std::uint64_t planned = std::max(calibrate::planned_rows(calibration), old_rows);
    ProgressLine progress(planned - old_rows, "rows", shown);
    calibrate::BuildOptions options;
    options.threads = threads;
    options.progress = [&](std::uint64_t rows) { progress.update(rows - old_rows); };
    options.stop = stop;
    calibrate::build_table(calibration, calibrate::engine_rows(calibration), options, &file, table);
    progress.clear();
    return table;
}

study::ExitCode check(const calibrate::Calibration& calibration, const calibrate::ReferenceTable& table,
                      const CalibrateOptions& options, int threads, bool shown, const fs::path& folder) {
    ProgressLine progress(std::uint64_t(options.truths), "truths", shown);
    const calibrate::MethodCheck result = calibrate::check_method(
        calibration, table, options.truths, threads, [&](int done) { progress.update(std::uint64_t(done)); });
    progress.clear();
    const std::string json = calibrate::check_json(calibration, result);
    base::write_file(folder / "check.json", json);
    if (options.json)
        print_json(json);
    else if (!options.quiet)
        base::print_text(stdout, calibrate::check_table(calibration, result));
    if (!result.passed)
        throw base::VerificationError(
            "the method does not cover as it says: ranks of true values are not uniform\n  See " +
            (folder / "check.json").string());
    return study::ExitCode::ok;
}

study::ExitCode fit(const calibrate::Calibration& calibration, const calibrate::ReferenceTable& table,
                    const CalibrateOptions& options, const fs::path& folder) {
    const auto ratio = table.log_prior_ratio();
    const auto likelihoods = calibrate::target_log_likelihoods(calibration, table);
    const calibrate::Posterior posterior = calibrate::posterior_of(ratio, likelihoods);
    const auto populations =
        calibrate::draw_populations(posterior, calibration.populations, calibration.seed);
    const calibrate::Diagnostics diagnostics =
        calibrate::diagnose(calibration, table, ratio, likelihoods, posterior);
    const std::string json = calibrate::diagnostics_json(calibration, diagnostics, populations);
    base::write_file(folder / "populations.csv", calibrate::populations_csv(calibration, table, populations));
    base::write_file(folder / "diagnostics.json", json);
    if (options.json)
        print_json(json);
    else if (!options.quiet)
        base::print_text(stdout,
                         fmt::format("{}\nResults: {}\n",
                                     calibrate::calibration_table(calibration, diagnostics, populations),
                                     (folder / "").string()));
    std::fflush(stdout);
    if (diagnostics.effective < calibration.least_effective)
        throw base::DataError(
            fmt::format("the posterior is not resolved: {:.0f} effective rows, {:.0f} are asked for\n"
                        "  Add a number of rows to `generations` and run the same command again: it "
                        "goes on from here.",
                        diagnostics.effective, calibration.least_effective));
    return study::ExitCode::ok;
}

study::ExitCode calibrate(const CalibrateOptions& options) {
    base::read_file(options.file,
                    "Give the path of a calibration file; one is cohorts/calibration/default.toml.");
    const calibrate::Calibration calibration = calibrate::read_calibration(options.file, options.set);
    const fs::path folder = options.out.empty() ? fs::path("runs/calibration") / fs::path(options.file).stem()
                                                : fs::path(options.out);
    prepare_folder(folder, options.force, options.check);
    const bool shown = !options.quiet && stderr_is_terminal();
    CpuOptions cpu;
    cpu.threads = options.threads;
    const int threads = store::thread_count(cpu);
    const base::StopToken stop = watch_for_interrupt();
    const calibrate::ReferenceTable table = simulated_table(calibration, folder, threads, shown, stop);
    if (const int signal = stop.signal(); signal != 0) {
        fmt::print(stderr, "twinarm: {} of {} rows are kept in {}\n  The same command goes on from there.\n",
                   base::with_commas(table.rows.size()),
                   base::with_commas(calibrate::planned_rows(calibration)),
                   (folder / calibrate::table_name).string());
        return study::ExitCode(128 + signal);
    }
    return options.check ? check(calibration, table, options, threads, shown, folder)
                         : fit(calibration, table, options, folder);
}

}  // namespace

Verb calibrate_verb() {
    auto options = std::make_shared<CalibrateOptions>();
    Verb verb("calibrate", "Plausible populations from published trials, with diagnostics");
    verb.argument("FILE", &options->file, "calibration file (TOML)", {.required = true});
    verb.option("--set", &options->set, "PATH=VALUE: another value for a key; may be repeated",
                {.value_name = "PATH=VALUE", .one_at_a_time = true});
    verb.option(
        "-o,--out", &options->out,
        "folder of the reference table and the results; runs/calibration/<file stem> where not given");
    verb.option("--threads", &options->threads, "CPU threads; 0: one a core",
                {.range = {{0, 4096}}, .show_default = true});
    verb.option("--check", &options->check,
                "check the method instead: simulation-based calibration on the reference table");
    verb.option("--truths", &options->truths, "rows that --check takes as the truth",
                {.range = {{50, 1000000}}, .show_default = true});
    verb.option("-f,--force", &options->force, "throw an old reference table away and begin anew");
    verb.option("-q,--quiet", &options->quiet, "no progress and no table");
    add_json_flag(verb, options->json);
    verb.footer =
        "The reference table is kept row by row: the same command goes on where it was interrupted.\n"
        "Examples:\n  twinarm calibrate cohorts/calibration/default.toml\n"
        "  twinarm calibrate cohorts/calibration/default.toml --check";
    verb.action = [options] { return calibrate(*options); };
    return verb;
}

}  // namespace twinarm::cli
