// An error as the program says it.
#pragma once

#include <exception>

#include "host/study/exit_code.hpp"

namespace twinarm::cli {

/// Prints the message on stderr and returns the exit code.
study::ExitCode report_error(std::exception_ptr error);

}  // namespace twinarm::cli
