// The charts of a report by their names.
#include "host/report/chart_names.hpp"

#include <cctype>

#include "host/cohort/drug_kinds.hpp"

namespace twinarm::report {

namespace {

/// As the page names it: the drug's letters and digits.
std::string pathway_of(Drug drug) {
    std::string name = "pathway_";
    for (const char letter : std::string(cohort::name_of(drug)))
        if (std::isalnum(static_cast<unsigned char>(letter)))
            name += char(std::tolower(static_cast<unsigned char>(letter)));
    return name;
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
