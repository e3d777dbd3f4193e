// Reads a command line by the verbs that are declared.
#pragma once

#include "host/cli/verb.hpp"

namespace twinarm::cli {

/// What a command line asks for: a verb's action, or nothing more because help or an error was printed.
struct Request {
    const Verb* verb = nullptr;
    study::ExitCode code = study::ExitCode::ok;
    std::string message = {};  ///< of an error
};

Request parse(const Program& program, int argc, char** argv);
/// For a program that does one thing, such as those of bench/.
Request parse(const Verb& program, int argc, char** argv);

}  // namespace twinarm::cli
