// twinarm: virtual cohorts of patients, treated with every arm of a trial. The verbs are the table of
// contents.
#include <fmt/format.h>

#include <cstdio>

#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/parse.hpp"
#include "host/cli/report_error.hpp"

int main(int argc, char** argv) {
    using namespace twinarm;
    cli::Program program;
    program.description =
        "twinarm draws virtual patients, simulates each under every arm of a trial, and reports the\n"
        "distribution of response rates. All results are simulated data.";
    program.footer =
        "Example:\n  twinarm run cohorts/head_to_head.toml\n\n"
        "Exit codes: 0 ok, 1 internal error, 2 usage, 3 cohort file, 4 data or model invalid, 5 too many "
        "patients\n"
        "failed, 6 file or disk, 7 device, 8 result differs, 130 SIGINT and 143 SIGTERM (what was computed "
        "is saved).";
    program.version = cli::version_line();
    program.verbs = {
        cli::run_verb(),        cli::check_verb(),
        cli::plan_verb(),       cli::show_verb(),
        cli::export_verb(),     cli::report_verb(),
        cli::endpoints_verb(),  cli::compare_verb(),
        cli::calibrate_verb(),  cli::predictors_verb(),
        cli::sweep_verb(),      cli::decide_verb(),
        cli::doctor_verb(),     cli::completion_verb(program),
        cli::man_verb(program), cli::version_verb(),
    };
    study::ExitCode exit = study::ExitCode::ok;
    std::string message = "see standard error";
    try {
        const cli::Request request = cli::parse(program, argc, argv);
        exit = request.verb ? request.verb->action() : request.code;
        if (!request.verb) message = request.message;
    } catch (...) {
        exit = cli::report_error(std::current_exception());
        cli::print_error_json(argc, argv, std::current_exception());
    }
    if (exit != study::ExitCode::ok) cli::print_error_json(argc, argv, exit, message);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        fmt::print(stderr, "twinarm: standard output cannot be written\n");
        if (exit == study::ExitCode::ok) exit = study::ExitCode::io;
    }
    return int(exit);
}
