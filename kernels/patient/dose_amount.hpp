// How much one dose is for one patient: levels, bands of weight, body weight or surface, the cap.
#pragma once

#include "kernels/core/lanes.hpp"
#include "kernels/dosing/regimen.hpp"
#include "kernels/model/covariates.hpp"

TWINARM_BEGIN

/// Body surface area [m2], BSA = sqrt(height weight / 3600). Source: Mosteller 1987 N Engl J Med 317:1098.
template <class T>
TWINARM_HD inline T body_surface(T height_cm, T weight_kg) {
    return square_root(height_cm * weight_kg / T(3600));
}

/// A dose at a level of the regimen [amount_unit of the drug's kind].
template <class T>
TWINARM_HD inline T dose_amount(const Regimen& regimen, std::int32_t level, const Covariates<T>& patient) {
    T dose = T(regimen.level_count > 0 ? regimen.level[level] : regimen.dose);
    bool per_kg = regimen.dose_per_kg != 0;
    for (int i = regimen.band_count - 1; i >= 0; --i) {
        if (!(patient.weight < T(regimen.band[i].below_kg))) continue;
        dose = T(regimen.band[i].dose);
        per_kg = regimen.band[i].dose_per_kg != 0;
    }
    const T height = T(regimen.height_cm[patient.male > T(0.5) ? 1 : 0]);
    const T size = per_kg ? patient.weight : height > T(0) ? body_surface(height, patient.weight) : T(1);
    const T amount = dose * size;
    return regimen.max_dose > 0 && amount > T(regimen.max_dose) ? T(regimen.max_dose) : amount;
}

TWINARM_END
