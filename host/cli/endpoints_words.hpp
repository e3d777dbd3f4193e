// What `endpoints` says beside the results of a run.
#pragma once

#include <string>

#include "host/study/endpoints_json.hpp"

namespace twinarm::cli {

/// The last block of the table; `out` is the folder of the results, or empty.
std::string endpoints_text(const study::EndpointsFacts& facts, const std::string& out, bool colour);

}  // namespace twinarm::cli
