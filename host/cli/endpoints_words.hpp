// What `endpoints` says beside the results of a run: under which rules, and whose doses they would have
// changed.
#pragma once

#include <string>
#include <vector>

#include "host/cli/other_rules.hpp"
#include "host/cli/run_folder.hpp"

namespace twinarm {

struct EndpointsFacts {
    std::string folder;  ///< of the run
    std::vector<std::string> settings;
    const StoredRun& run;
    const Cohort& cohort;
    const OtherRulesResult& result;
};

/// The last block of the table; `out` is the folder of the results, or empty.
std::string endpoints_text(const EndpointsFacts& facts, const std::string& out, bool colour);
/// summary.json with the key "endpoints".
std::string endpoints_json(const std::string& summary, const EndpointsFacts& facts);
/// run.json of the run with the key "endpoints" and what is new.
std::string endpoints_record(const EndpointsFacts& facts, const RunFolder& folder, const std::string& started,
                             double seconds);

}  // namespace twinarm
