// What the host knows of each kind of drug: its names and the units of its doses.
#pragma once

#include <string>
#include <vector>

#include "kernels/core/drug.hpp"

namespace twinarm::cohort {

struct DrugEntry {
    Drug drug;
    const char* kind;        ///< what a cohort file calls the kind: "releasable_peg_il2"
    const char* label;       ///< of the kind's own drug where the cohort file gives none
    bool needs_molar_mass;   ///< a dose by mass is turned into nmol
    bool needs_activity;     ///< a dose may be written in IU
    const char* dose_units;  ///< in which a dose may be written, for messages
    const char* usual_dose;  ///< per kg of body weight
    const char* usual_dose_source;
};
const DrugEntry& entry_of(Drug drug);

/// The names of the kinds, in the order of Drug.
const std::vector<std::string>& kind_names();
/// What a cohort file and exported equations call the kind's own drug: "nktr214".
const char* key_of(Drug drug);
/// Whether its drugs can be given under the skin.
bool is_absorbed(Drug drug);
/// Unit of an amount in the engine: "nmol" or "mg".
const char* amount_unit_of(Drug drug);

}  // namespace twinarm::cohort
