// What is in a patient's chart before treatment.
#pragma once

#include "kernels/core/parameter.hpp"

// clang-format off
#define TWINARM_COVARIATES(entry)                                                                   \
    entry(weight, "kg", 0, "body weight")                                                           \
    entry(age, "year", 1, "age")                                                                    \
    entry(male, "1", 2, "1 for a man, 0 for a woman")                                               \
    entry(ecog, "1", 3, "ECOG performance status, 0 or 1")                                          \
    entry(ldh_elevated, "1", 4, "1 where lactate dehydrogenase is above the upper limit of normal") \
    entry(pdl1_positive, "1", 5, "1 where at least 1% of tumour cells carry PD-L1")                 \
    entry(imdc_class, "1", 6, "IMDC risk: 0 favourable, 1 intermediate, 2 poor")
// clang-format on

TWINARM_BEGIN

template <class V>
struct Covariates {
    TWINARM_COVARIATES(TWINARM_FIELD)
};

TWINARM_END
