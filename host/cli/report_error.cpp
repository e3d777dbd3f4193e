// An error or a warning as the program says it.
#include "host/cli/report_error.hpp"

#include "host/base/plain_text.hpp"

namespace twinarm::cli {

study::ExitCode report_error(std::exception_ptr error) {
    const study::ExitCode code = study::exit_code_of(error);
    // A cohort file's errors start with file:line:column, as editors want it.
    const bool located = code == study::ExitCode::cohort_file;
    base::print_text(stderr, (located ? "" : "twinarm: ") + study::message_of(error) + '\n');
    return code;
}

void report_warnings(const std::vector<base::Diagnostic>& warnings) {
    for (base::Diagnostic one : warnings) {
        one.message = "warning: " + one.message;
        base::print_text(stderr, base::text_of(one) + '\n');
    }
}

}  // namespace twinarm::cli
