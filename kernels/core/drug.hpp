// The kinds of drug, in one list.
#pragma once

#include <cstdint>

// drug(name, list of its parameters). The name is the kind's table in a cohort file ([drug.NAME] and the
// parameters) and its member in every struct that keeps something for each kind. The kind's file in model/
// defines the parameters and DrugKind<Drug::name>.
// clang-format off
#define TWINARM_DRUGS(drug)                   \
    drug(aldesleukin, TWINARM_ALDESLEUKIN_PK) \
    drug(nktr214, TWINARM_PEG_RELEASE_PK)     \
    drug(nivolumab, TWINARM_NIVOLUMAB_PK)
// clang-format on

namespace twinarm {

#define TWINARM_ENUMERATOR(name, parameters) name,
enum class Drug : std::int32_t { TWINARM_DRUGS(TWINARM_ENUMERATOR) };

#define TWINARM_COUNT_DRUG(name, parameters) +1
inline constexpr int drug_count = 0 TWINARM_DRUGS(TWINARM_COUNT_DRUG);

}  // namespace twinarm
