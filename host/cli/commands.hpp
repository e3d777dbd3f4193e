// The verbs of the program, one file each.
#pragma once

#include "host/cli/verb.hpp"

namespace twinarm::cli {

Verb run_verb();                               ///< simulate a cohort and write its results
Verb merge_verb();                             ///< the shards of a run put together
Verb status_verb();                            ///< how far a run is
Verb check_verb();                             ///< all errors of cohort files
Verb plan_verb();                              ///< what a run would take
Verb show_verb();                              ///< one patient of a run again
Verb export_verb();                            ///< one patient's course as SBML
Verb report_verb();                            ///< a run as one HTML page
Verb calibrate_verb();                         ///< plausible populations from published trials
Verb endpoints_verb();                         ///< a stored run under other rules
Verb compare_verb();                           ///< runs side by side
Verb predictors_verb();                        ///< which traits separate responders
Verb sweep_verb();                             ///< a grid of settings in the same patients
Verb design_verb();                            ///< the best doses, schedules and molecules in given ranges
Verb decide_verb();                            ///< what trials of two arms would decide
Verb exposure_verb();                          ///< response and toxicity by exposure
Verb escalate_verb();                          ///< which dose a first-in-human trial recommends
Verb doctor_verb();                            ///< what this machine offers
Verb completion_verb(const Program& program);  ///< completion for a shell, from the verbs themselves
Verb man_verb(const Program& program);         ///< the manual page, from the verbs themselves
Verb version_verb();                           ///< what this program is
std::string version_line();                    ///< the same on one line

}  // namespace twinarm::cli
