// What `endpoints` adds to the files of a run: under which rules, and whose doses they would have changed.
#pragma once

#include <string>
#include <vector>

#include "host/store/run_folder.hpp"
#include "host/study/other_rules.hpp"

namespace twinarm::study {

struct EndpointsFacts {
    const store::StoredRun& run;
    const cohort::Cohort& cohort;  ///< with the other rules
    const std::vector<std::string>& settings;
    const OtherRulesResult& result;
};

/// The run under the new rules from the start, as words of a command line.
std::vector<std::string> run_command(const EndpointsFacts& facts);

/// summary.json with the key "endpoints".
std::string endpoints_json(const std::string& summary, const EndpointsFacts& facts);
/// run.json of the run with the key "endpoints" and what is new.
std::string endpoints_record(const EndpointsFacts& facts, const store::RunFolder& folder,
                             const std::string& started, double seconds);

}  // namespace twinarm::study
