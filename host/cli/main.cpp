// twinarm: virtual cohorts of patients, treated with every arm of a trial. The verbs are the table of
// contents.
#include <fmt/format.h>

#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"

namespace {

std::string verbs_of(const CLI::App& app) {
    std::string names;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        names += (names.empty() ? "" : ", ") + verb->get_name();
    return names;
}

}  // namespace

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
    app.set_version_flag("--version", version_line());
    ExitCode exit = ExitCode::ok;
    add_run(app, exit);
    add_check(app, exit);
    add_plan(app, exit);
    add_show(app, exit);
    add_export(app, exit);
    add_report(app, exit);
    add_endpoints(app, exit);
    add_compare(app, exit);
    add_calibrate(app, exit);
    add_predictors(app, exit);
    add_sweep(app, exit);
    add_decide(app, exit);
    add_doctor(app, exit);
    add_completion(app, exit);
    add_man(app, exit);
    add_version(app, exit);
    std::string message = "see standard error";
    try {
        app.parse(argc, argv);
    } catch (const CLI::RequiredError& error) {
        exit = ExitCode::usage;
        message = error.what();
        if (argc < 2 || argv[1][0] == '-' || app.get_subcommands().size() > 0) {
            app.exit(error);
        } else {
            message = fmt::format("{}: no such verb; give one of {}", argv[1], verbs_of(app));
            fmt::print(stderr, "twinarm: {}\n", message);
        }
    } catch (const CLI::ParseError& error) {
        exit = app.exit(error) == 0 ? ExitCode::ok : ExitCode::usage;
        message = error.what();
    } catch (...) {
        exit = report_error(std::current_exception());
        print_error_json(argc, argv, std::current_exception());
    }
    if (exit != ExitCode::ok) print_error_json(argc, argv, exit, message);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        fmt::print(stderr, "twinarm: standard output cannot be written\n");
        if (exit == ExitCode::ok) exit = ExitCode::io;
    }
    return int(exit);
}
