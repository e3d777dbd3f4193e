// One virtual patient: every sampled number, grouped by the mechanism that uses it.
#pragma once

#include "kernels/model/covariate_links.hpp"
#include "kernels/model/covariates.hpp"
#include "kernels/model/drug_slots.hpp"
#include "kernels/model/lymphocytes.hpp"
#include "kernels/model/receptor_occupancy.hpp"
#include "kernels/model/survival.hpp"
#include "kernels/model/toxicity.hpp"
#include "kernels/model/tumour_immune.hpp"

TWINARM_BEGIN

template <class V>
struct Patient {
    Covariates<V> covariates;
#define TWINARM_DRUG_PARAMETERS(name, parameters) typename DrugKind<Drug::name>::template Parameters<V> name;
    TWINARM_DRUGS(TWINARM_DRUG_PARAMETERS)
    Receptors<V> receptors;
    Lymphocytes<V> lymphocytes;
    TumourImmune<V> tumour;
    Toxicity<V> toxicity;
    Survival<V> survival;
    CovariateLinks<V> links;
};

TWINARM_END

// group(field of Patient, list of its parameters)
// clang-format off
#define TWINARM_PARAMETER_GROUPS(group)        \
    group(covariates, TWINARM_COVARIATES)      \
    TWINARM_DRUGS(group)                       \
    group(receptors, TWINARM_RECEPTORS)        \
    group(lymphocytes, TWINARM_LYMPHOCYTES)    \
    group(tumour, TWINARM_TUMOUR_IMMUNE)       \
    group(toxicity, TWINARM_TOXICITY)          \
    group(survival, TWINARM_SURVIVAL)          \
    group(links, TWINARM_COVARIATE_LINKS)
// clang-format on
