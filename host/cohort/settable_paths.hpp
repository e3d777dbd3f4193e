// Paths that `--set` takes in any cohort file, for shells that complete them.
#pragma once

#include <string>
#include <vector>

namespace twinarm::cohort {

/// Keys of [study], [assessment], [solver] and [trial], and every parameter; those that begin with
/// `beginning`. Arms and regimens are the file's own.
std::vector<std::string> settable_paths(const std::string& beginning = "");

}  // namespace twinarm::cohort
