// How the program ends: every exit code, and which error has which.
#pragma once

#include <exception>
#include <string>

namespace twinarm::study {

enum class ExitCode : int {
    ok = 0,
    internal = 1,          ///< a fault of the program, or no memory
    usage = 2,             ///< an option or argument that makes no sense
    cohort_file = 3,       ///< key, value, unit or structure of a cohort file
    data = 4,              ///< data or model that can be read but make no sense
    patient_failures = 5,  ///< more patients failed than --max-fail allows
    io = 6,                ///< a file or a disk
    device = 7,         ///< a GPU, an instruction set, libSBML or Arrow that was requested is not available
    verification = 8,   ///< a result differs from the one it is compared with
    interrupted = 130,  ///< SIGINT; what was computed is saved. Other signals are 128 + their number, too
    terminated = 143    ///< SIGTERM; what was computed is saved
};

/// The message of an error.
std::string message_of(std::exception_ptr error);
/// The code of an error.
ExitCode exit_code_of(std::exception_ptr error);

}  // namespace twinarm::study
