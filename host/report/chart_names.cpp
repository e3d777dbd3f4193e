// The charts of a report by their names.
#include "host/report/chart_names.hpp"

namespace twinarm::report {

std::vector<std::string> chart_names(const std::vector<cohort::CohortDrug>& drugs) {
    std::vector<std::string> names = {
        "response_rates", "populations", "sensitivities", "differences", "best_response",
        "waterfall",      "spider",      "pfs",           "os",          "twins",
        "twin_shares",    "traits",      "trait_ranking", "drug_levels", "occupancy",
        "cells",          "doses",       "toxicity",      "dose_fates",  "workflow",
        "swimmer",        "exposure",    "benefit_harm",  "parameters"};
    for (const cohort::CohortDrug& drug : drugs) names.push_back("pathway_" + drug.name);
    return names;
}

}  // namespace twinarm::report
