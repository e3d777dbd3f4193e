// What drugs are called in tables, files and reports.
#include <algorithm>

#include "host/cohort/cohort.hpp"

namespace twinarm::cohort {

std::vector<CohortDrug> own_drugs() {
    std::vector<CohortDrug> drugs;
    for (int d = 0; d < drug_count; ++d)
        drugs.push_back({key_of(Drug(d)), entry_of(Drug(d)).label, Drug(d), 0});
    return drugs;
}

const CohortDrug& drug_of(const Cohort& cohort, const Regimen& regimen) {
    const auto is_it = [&](const CohortDrug& drug) {
        return drug.kind == regimen.drug && drug.marginals == regimen.marginals;
    };
    return *std::find_if(cohort.drugs.begin(), cohort.drugs.end(), is_it);
}

const std::string& name_of(const Cohort& cohort, const Regimen& regimen) {
    return drug_of(cohort, regimen).label;
}

std::string names_of(const Cohort& cohort, Drug kind) {
    std::string names;
    for (const CohortDrug& drug : cohort.drugs) {
        const auto gives = [&](const Arm& arm) {
            return std::any_of(arm.regimens, arm.regimens + arm.regimen_count, [&](const Regimen& regimen) {
                return regimen.drug == kind && regimen.marginals == drug.marginals;
            });
        };
        const Study& study = cohort.study;
        if (drug.kind == kind && std::any_of(study.arms, study.arms + study.arm_count, gives))
            names += (names.empty() ? "" : " or ") + drug.label;
    }
    return names.empty() ? cohort.drugs[std::size_t(kind)].label : names;
}

}  // namespace twinarm::cohort
