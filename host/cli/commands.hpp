// The verbs of the program, one file each. Each adds itself to the command line and leaves its exit code
// behind.
#pragma once

#include <CLI/CLI.hpp>

#include "host/study/exit_code.hpp"

namespace twinarm {

void add_run(CLI::App& app, ExitCode& exit);         ///< simulate a cohort and write its results
void add_check(CLI::App& app, ExitCode& exit);       ///< all errors of cohort files
void add_plan(CLI::App& app, ExitCode& exit);        ///< what a run would take
void add_show(CLI::App& app, ExitCode& exit);        ///< one patient of a run again
void add_export(CLI::App& app, ExitCode& exit);      ///< one patient's course as SBML
void add_report(CLI::App& app, ExitCode& exit);      ///< a run as a page that people look at
void add_calibrate(CLI::App& app, ExitCode& exit);   ///< plausible populations from published trials
void add_endpoints(CLI::App& app, ExitCode& exit);   ///< a stored run under other rules
void add_compare(CLI::App& app, ExitCode& exit);     ///< runs side by side
void add_predictors(CLI::App& app, ExitCode& exit);  ///< which traits separate responders
void add_sweep(CLI::App& app, ExitCode& exit);       ///< a grid of settings in the same patients
void add_decide(CLI::App& app, ExitCode& exit);      ///< what trials of two arms would decide
void add_doctor(CLI::App& app, ExitCode& exit);      ///< what this machine offers
void add_completion(CLI::App& app, ExitCode& exit);  ///< completion for a shell, from the verbs themselves
void add_man(CLI::App& app, ExitCode& exit);         ///< the manual page, from the verbs themselves
void add_version(CLI::App& app, ExitCode& exit);     ///< what this program is
std::string version_line();                          ///< the same on one line

}  // namespace twinarm
