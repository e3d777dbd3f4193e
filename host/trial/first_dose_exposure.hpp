// How much of a drug a patient is exposed to by the first dose: known before anything has happened.
#pragma once

#include "kernels/dosing/regimen.hpp"
#include "kernels/model/patient.hpp"

namespace twinarm::trial {

/// Area under the concentration from a regimen's first dose to infinity, [nmol/L h] of active IL-2 (without
/// PEG, with one and with two chains) or [ug/mL h] of nivolumab. Kinetics are those at the time of the dose.
double first_dose_exposure(const Patient<double>& patient, const Regimen& regimen);

/// "nmol/L h" or "ug/mL h".
const char* exposure_unit(Drug drug);

}  // namespace twinarm::trial
