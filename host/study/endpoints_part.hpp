// What the files of endpoints say about the rules and the doses.
#pragma once

#include <string>
#include <vector>

#include "host/store/endpoints_part.hpp"
#include "host/study/other_rules.hpp"

namespace twinarm::study {

/// `result`: of the run's outcomes under `settings`. The command runs the cohort again with the doses that
/// they lead to.
store::EndpointsPart endpoints_part(const store::StoredRun& run, const std::vector<std::string>& settings,
                                    const OtherRulesResult& result);

}  // namespace twinarm::study
