// The endpoints of a stored run under other rules, treatment as it was given.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/store/endpoints_part.hpp"
#include "host/study/other_rules.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::study {

struct EndpointsRequest {
    std::vector<std::string> settings;  ///< PATH=VALUE
    std::filesystem::path out;          ///< folder for the results; nothing is written where it is empty
    bool force = false;                 ///< replace the results that are there
};

struct Endpoints {
    cohort::Cohort cohort;  ///< with the other rules
    OtherRulesResult rules;
    store::EndpointsPart part;    ///< what the files say of them
    trial::StudySummary summary;  ///< none where a signal ended it early
    std::string summary_text;     ///< summary.json
};

/// Throws UsageError, CohortError, FileError, DataError or VerificationError.
Endpoints run_endpoints(const store::StoredRun& run, const EndpointsRequest& request,
                        const ProgressSink& progress, const base::StopToken& stop);

}  // namespace twinarm::study
