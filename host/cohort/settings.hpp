// A resolved cohort as a flat list of settings, so that two of them can be set side by side.
#pragma once

#include <map>
#include <string>

namespace twinarm::cohort {

/// Value by path, as `--set` takes both: "trial.n" -> "120", "arm.nivolumab.trial_n" -> "49". Titles, labels,
/// sources, states of knowledge and published trials are left out: they move no result. `name` is the text's
/// in messages.
std::map<std::string, std::string> settings_of(const std::string& resolved, const std::string& name);

}  // namespace twinarm::cohort
