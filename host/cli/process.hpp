// What the program makes sure of before anything else: standard streams, signals, and that it never aborts.
#pragma once

#include <string>

namespace twinarm::cli {

/// Opens standard streams that are closed, so that no result gets their number: what is written to them
/// fails. A file that grows beyond a limit is a failed write (SIGXFSZ), a stack that cannot grow is no
/// memory: the program ends. SIGUSR1 prints the status line.
void prepare_process();

/// What SIGUSR1 prints on standard error from now on, at any time: "twinarm: 42%  4,200 of 10,000 patients".
void set_status(const std::string& line);

}  // namespace twinarm::cli
