// twinarm: virtual cohorts of patients, treated with every arm of a trial. The verbs are the table of
// contents.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/parse.hpp"
#include "host/cli/process.hpp"
#include "host/cli/report_error.hpp"

namespace twinarm::cli {
namespace {

/// Verbs that describe the program refer to it.
void declare(Program& program) {
    program.description =
        "twinarm draws virtual patients, simulates each under every arm of a trial, and reports the\n"
        "distribution of response rates. All results are simulated data.";
    program.footer =
        "Example:\n  twinarm run cohorts/head_to_head.toml\n\n"
        "Exit codes: 0 ok, 1 internal error or no memory, 2 usage, 3 cohort file, 4 data or model invalid, 5 "
        "too\n"
        "many patients failed, 6 file or disk, 7 device, 8 result differs; 128 + the number of a signal (130 "
        "SIGINT,\n"
        "143 SIGTERM, 129 SIGHUP, 152 SIGXCPU, 141 SIGPIPE; what was computed is saved).";
    program.version = version_line();
    program.verbs = {
        run_verb(),
        check_verb(),
        plan_verb(),
        merge_verb(),
        status_verb(),
        show_verb(),
        export_verb(),
        report_verb(),
        endpoints_verb(),
        compare_verb(),
        calibrate_verb(),
        predictors_verb(),
        exposure_verb(),
        sweep_verb(),
        design_verb(),
        decide_verb(),
        escalate_verb(),
        doctor_verb(),
        completion_verb(program),
        man_verb(program),
        version_verb(),
    };
}

study::ExitCode run_program(int argc, char** argv) {
    study::ExitCode exit = study::ExitCode::ok;
    std::string message = "see standard error";
    try {
        Program program;
        declare(program);
        const Request request = parse(program, argc, argv);
        if (request.verb) set_status("twinarm " + request.verb->name + ": at work");
        exit = request.verb ? request.verb->action() : request.code;
        if (!request.verb) message = request.message;
    } catch (...) {
        exit = report_error(std::current_exception());
        print_error_json(argc, argv, std::current_exception());
    }
    if (exit != study::ExitCode::ok) print_error_json(argc, argv, exit, message);
    return exit;
}

}  // namespace
}  // namespace twinarm::cli

int main(int argc, char** argv) {
    using namespace twinarm;
    cli::prepare_process();
    study::ExitCode exit = study::ExitCode::io;
    try {
        exit = cli::run_program(argc, argv);
    } catch (const std::bad_alloc&) {
        exit = study::ExitCode::internal;
        std::fputs("twinarm: out of memory\n", stderr);
    } catch (...) {  // the error itself could not be written
    }
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        if (exit != study::ExitCode::io) std::fputs("twinarm: standard output cannot be written\n", stderr);
        if (exit == study::ExitCode::ok) exit = study::ExitCode::io;
    }
    if (exit == study::ExitCode::io && cli::received_signal() == SIGPIPE)
        exit = study::ExitCode(128 + SIGPIPE);
    // Destructors of libraries (jemalloc's in Arrow) end in a fault where there is no memory. All files are
    // closed.
    std::fflush(stderr);
    std::_Exit(int(exit));
}
