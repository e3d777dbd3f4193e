// The charts of a report by their names.
#include "host/report/chart_names.hpp"

#include "host/cohort/drug_kinds.hpp"

namespace twinarm::report {

namespace {

/// By the drug's kind: what the cohort file calls it may have any letters.
std::string pathway_of(Drug drug) {
    return std::string("pathway_") + cohort::key_of(drug);
}

}  // namespace

const std::vector<std::string>& chart_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all = {
            "response_rates", "populations", "sensitivities", "differences", "best_response",
            "waterfall",      "spider",      "pfs",           "os",          "twins",
            "twin_shares",    "traits",      "trait_ranking", "drug_levels", "occupancy",
            "cells",          "doses",       "toxicity",      "dose_fates",  "workflow",
            "swimmer",        "exposure",    "benefit_harm",  "parameters"};
        for (int drug = 0; drug < drug_count; ++drug) all.push_back(pathway_of(Drug(drug)));
        return all;
    }();
    return names;
}

}  // namespace twinarm::report
