// How the dose of a regimen is fitted to a patient: levels, bands of weight, body surface, a cap.
#pragma once

#include "host/cohort/drug.hpp"
#include "host/toml/fields.hpp"
#include "kernels/dosing/regimen.hpp"

namespace twinarm::cohort {

/// The keys of a regimen that say how large its doses are beside `dose`; null where not given.
struct DoseSizeKeys {
    const toml::Node *dose, *levels, *bands, *cap, *height;
};
DoseSizeKeys dose_size_keys(toml::Fields& fields);

/// Reads them into a regimen whose `dose` is read already; reports what is wrong.
void read_dose_sizes(const DoseSizeKeys& keys, const Dose& dose, const DrugFacts& drug, Regimen& regimen,
                     base::Report& report);

/// "0.006 mg/kg (levels 0.003 mg/kg, 0.006 mg/kg; at most 1 mg)"
std::string words_of_dose(const DoseSizeKeys& keys);

}  // namespace twinarm::cohort
