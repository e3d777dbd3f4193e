// An error or a warning as the program says it.
#pragma once

#include <exception>
#include <vector>

#include "host/base/diagnostic.hpp"
#include "host/study/exit_code.hpp"

namespace twinarm::cli {

/// Prints the message on stderr and returns the exit code.
study::ExitCode report_error(std::exception_ptr error);

/// Prints warnings on stderr, each as "file:line:column: warning: message".
void report_warnings(const std::vector<base::Diagnostic>& warnings);

}  // namespace twinarm::cli
