// Links from covariates to disease: zero, and called "not calibrated", until a calibration sets them.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/model/covariates.hpp"

// clang-format off
#define TWINARM_COVARIATE_LINKS(entry)                                                                  \
    entry(pdl1_exhaustion, "1", 220, "logit of exhaustion per PD-L1 positivity")                        \
    entry(pdl1_killing, "1", 221, "log of killing per PD-L1 positivity")                                \
    entry(pdl1_growth, "1", 222, "log of growth per PD-L1 positivity")                                  \
    entry(pdl1_burden, "1", 223, "log of baseline SLD per PD-L1 positivity")                            \
    entry(pdl1_death, "1", 224, "log of the death hazard per PD-L1 positivity")                         \
    entry(ldh_exhaustion, "1", 225, "logit of exhaustion where LDH is elevated")                        \
    entry(ldh_killing, "1", 226, "log of killing where LDH is elevated")                                \
    entry(ldh_growth, "1", 227, "log of growth where LDH is elevated")                                  \
    entry(ldh_burden, "1", 228, "log of baseline SLD where LDH is elevated")                            \
    entry(ldh_death, "1", 229, "log of the death hazard where LDH is elevated")                         \
    entry(imdc_exhaustion, "1", 230, "logit of exhaustion per IMDC class above favourable")             \
    entry(imdc_killing, "1", 231, "log of killing per IMDC class above favourable")                     \
    entry(imdc_growth, "1", 232, "log of growth per IMDC class above favourable")                       \
    entry(imdc_burden, "1", 233, "log of baseline SLD per IMDC class above favourable")                 \
    entry(imdc_death, "1", 234, "log of the death hazard per IMDC class above favourable")              \
    entry(ecog_exhaustion, "1", 235, "logit of exhaustion per ECOG point")                              \
    entry(ecog_killing, "1", 236, "log of killing per ECOG point")                                      \
    entry(ecog_growth, "1", 237, "log of growth per ECOG point")                                        \
    entry(ecog_burden, "1", 238, "log of baseline SLD per ECOG point")                                  \
    entry(ecog_death, "1", 239, "log of the death hazard per ECOG point")
// clang-format on

TWINARM_BEGIN

template <class V>
struct CovariateLinks {
    TWINARM_COVARIATE_LINKS(TWINARM_FIELD)
};

/// Sum of a link's four coefficients times the covariates.
template <class V>
TWINARM_HD inline V linked(const Covariates<V>& covariates, V pdl1, V ldh, V imdc, V ecog) {
    return pdl1 * covariates.pdl1_positive + ldh * covariates.ldh_elevated + imdc * covariates.imdc_class +
           ecog * covariates.ecog;
}

TWINARM_END
