// twinarm calibrate: plausible populations from published trials, and a check of the method.
#include <fmt/format.h>

#include <memory>

#include "host/calibrate/build_table.hpp"
#include "host/calibrate/read_calibration.hpp"
#include "host/calibrate/report.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/run/errors.hpp"
#include "host/run/number_text.hpp"
#include "host/run/output_file.hpp"
#include "host/run/output_folder.hpp"
#include "host/run/plain_text.hpp"
#include "host/run/progress.hpp"

namespace twinarm {

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
    if (force) fs::remove(folder / table_name, ignored);
    const bool known = fs::exists(folder / table_name, ignored);
    prepare_output_folder(folder, force || known, 0);
    // Old results go first: a calibration that ends half-way must not stand beside another one's.
    if (force || check) fs::remove(folder / "check.json", ignored);
    if (force || !check)
        for (const char* name : {"populations.csv", "diagnostics.json"}) fs::remove(folder / name, ignored);
}

ReferenceTable simulated_table(const Calibration& calibration, const fs::path& folder, int threads,
                               bool shown, const StopToken& stop) {
    ReferenceTable table;
    TableFile file(folder, calibration, table);
    const std::uint64_t old_rows = table.rows.size();
    const std::uint64_t planned = std::max(planned_rows(calibration), old_rows);
    Progress progress(planned - old_rows, "rows", shown);
    BuildOptions options;
    options.threads = threads;
    options.progress = [&](std::uint64_t rows) { progress.update(rows - old_rows); };
    options.stop = stop;
    build_table(calibration, engine_rows(calibration), options, &file, table);
    progress.clear();
    return table;
}

ExitCode check(const Calibration& calibration, const ReferenceTable& table, const CalibrateOptions& options,
               int threads, bool shown, const fs::path& folder) {
    Progress progress(std::uint64_t(options.truths), "truths", shown);
    const MethodCheck result = check_method(calibration, table, options.truths, threads,
                                            [&](int done) { progress.update(std::uint64_t(done)); });
    progress.clear();
    const std::string json = check_json(calibration, result);
    write_file(folder / "check.json", json);
    if (options.json)
        print_json(json);
    else if (!options.quiet)
        print_text(stdout, check_table(calibration, result));
    if (!result.passed)
        throw VerificationError(
            "the method does not cover as it says: ranks of true values are not uniform\n  See " +
            (folder / "check.json").string());
    return ExitCode::ok;
}

ExitCode fit(const Calibration& calibration, const ReferenceTable& table, const CalibrateOptions& options,
             const fs::path& folder) {
    const auto ratio = table.log_prior_ratio();
    const auto likelihoods = target_log_likelihoods(calibration, table);
    const Posterior posterior = posterior_of(ratio, likelihoods);
    const auto populations = draw_populations(posterior, calibration.populations, calibration.seed);
    const Diagnostics diagnostics = diagnose(calibration, table, ratio, likelihoods, posterior);
    const std::string json = diagnostics_json(calibration, diagnostics, populations);
    write_file(folder / "populations.csv", populations_csv(calibration, table, populations));
    write_file(folder / "diagnostics.json", json);
    if (options.json)
        print_json(json);
    else if (!options.quiet)
        print_text(stdout,
                   fmt::format("{}\nResults: {}\n", calibration_table(calibration, diagnostics, populations),
                               (folder / "").string()));
    std::fflush(stdout);
    if (diagnostics.effective < calibration.least_effective)
        throw DataError(
            fmt::format("the posterior is not resolved: {:.0f} effective rows, {:.0f} are asked for\n"
                        "  Add a number of rows to `generations` and run the same command again: it "
                        "goes on from here.",
                        diagnostics.effective, calibration.least_effective));
    return ExitCode::ok;
}

ExitCode calibrate(const CalibrateOptions& options) {
    read_file(options.file, "Give the path of a calibration file; one is cohorts/calibration/default.toml.");
    const Calibration calibration = read_calibration(options.file, options.set);
    const fs::path folder = options.out.empty() ? fs::path("runs/calibration") / fs::path(options.file).stem()
                                                : fs::path(options.out);
    prepare_folder(folder, options.force, options.check);
    const bool shown = !options.quiet && stderr_is_terminal();
    CpuOptions cpu;
    cpu.threads = options.threads;
    const int threads = thread_count(cpu);
    const StopToken stop = watch_for_interrupt();
    const ReferenceTable table = simulated_table(calibration, folder, threads, shown, stop);
    if (const int signal = stop.signal(); signal != 0) {
        fmt::print(stderr, "twinarm: {} of {} rows are kept in {}\n  The same command goes on from there.\n",
                   with_commas(table.rows.size()), with_commas(planned_rows(calibration)),
                   (folder / table_name).string());
        return ExitCode(128 + signal);
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

}  // namespace twinarm
