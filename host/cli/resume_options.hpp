// What may be said beside `run --resume DIR`.
#pragma once

#include <string>
#include <vector>

namespace twinarm::cli {

/// `given` are the names of the options of the command. Only those may be among them that say how a run is
/// simulated, where, and what is printed: what it is stands in the journal. Throws UsageError.
void require_only_how(const std::vector<std::string>& given, const std::string& folder);

}  // namespace twinarm::cli
