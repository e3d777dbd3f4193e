// twinarm: virtual cohorts of patients, treated with every arm of a trial. The verbs are the table of
// contents.
#include <fmt/format.h>

#include "host/cli/commands.hpp"

int main(int argc, char** argv) {
    using namespace twinarm;
    CLI::App app{
        "twinarm draws virtual patients, simulates each under every arm of a trial, and reports the\n"
        "distribution of response rates. All results are simulated data."};
    app.footer(
        "Example:\n  twinarm run cohorts/head_to_head.toml\n\n"
        "Exit codes: 0 ok, 1 internal error, 2 usage, 3 cohort file, 4 data or model invalid, 5 too many "
        "patients\n"
        "failed, 6 file or disk, 7 device, 8 result differs, 130 SIGINT and 143 SIGTERM (what was computed "
        "is saved).");
    app.require_subcommand(1);
    ExitCode exit = ExitCode::ok;
    add_run(app, exit);
    add_check(app, exit);
    add_plan(app, exit);
    add_show(app, exit);
    add_export(app, exit);
    add_report(app, exit);
    add_endpoints(app, exit);
    add_calibrate(app, exit);
    add_predictors(app, exit);
    add_sweep(app, exit);
    add_decide(app, exit);
    add_doctor(app, exit);
    add_version(app, exit);
    try {
        app.parse(argc, argv);
    } catch (const CLI::RequiredError& error) {
        if (argc < 2 || argv[1][0] == '-' || app.get_subcommands().size() > 0) {
            app.exit(error);
            return int(ExitCode::usage);
        }
        fmt::print(stderr,
                   "twinarm: {}: no such verb; give run, check, plan, show, export, report, calibrate, "
                   "predictors, sweep, decide, doctor or version\n",
                   argv[1]);
        return int(ExitCode::usage);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? int(ExitCode::ok) : int(ExitCode::usage);
    } catch (...) {
        return int(report_error(std::current_exception()));
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        fmt::print(stderr, "twinarm: standard output cannot be written\n");
        if (exit == ExitCode::ok) exit = ExitCode::io;
    }
    return int(exit);
}
