// The table of the kinds of drug.
#include "host/cohort/drug_kinds.hpp"

#include <cstddef>
#include <iterator>

#include "kernels/model/drug_slots.hpp"

namespace twinarm::cohort {
namespace {

// drug, kind, label, needs molar mass, needs activity, units of a dose, usual dose, its source
constexpr DrugEntry drug_table[] = {
    {Drug::aldesleukin, "il2", "aldesleukin", true, true, "IU/kg, mg/kg, nmol/kg, IU, mg or nmol",
     "600000 IU/kg", "Proleukin label"},
    {Drug::nktr214, "releasable_peg_il2", "NKTR-214", true, false, "mg/kg, nmol/kg, mg or nmol",
     "0.006 mg/kg", "Bentebibel 2019"},
    {Drug::nivolumab, "pd1_antibody", "nivolumab", false, false, "mg or mg/kg", "3 mg/kg", "Opdivo label"},
};

constexpr bool in_the_order_of_the_list() {
    if (std::size(drug_table) != std::size_t(drug_count)) return false;
    for (int d = 0; d < drug_count; ++d)
        if (drug_table[d].drug != Drug(d)) return false;
    return true;
}
static_assert(in_the_order_of_the_list(), "drug_table has one row for each kind of kernels/core/drug.hpp");

#define TWINARM_DRUG_KEY(name, parameters) #name,
constexpr const char* keys[] = {TWINARM_DRUGS(TWINARM_DRUG_KEY)};
#define TWINARM_DRUG_AMOUNT_UNIT(name, parameters) DrugKind<Drug::name>::amount_unit,
constexpr const char* amount_units[] = {TWINARM_DRUGS(TWINARM_DRUG_AMOUNT_UNIT)};
#define TWINARM_DRUG_IS_ABSORBED(name, parameters) DrugKind<Drug::name>::is_absorbed,
constexpr bool absorbed_kinds[] = {TWINARM_DRUGS(TWINARM_DRUG_IS_ABSORBED)};

}  // namespace

const DrugEntry& entry_of(Drug drug) {
    return drug_table[int(drug)];
}
const std::vector<std::string>& kind_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> kinds;
        for (const DrugEntry& entry : drug_table) kinds.emplace_back(entry.kind);
        return kinds;
    }();
    return names;
}
const char* key_of(Drug drug) {
    return keys[int(drug)];
}
bool is_absorbed(Drug drug) {
    return absorbed_kinds[int(drug)];
}
const char* amount_unit_of(Drug drug) {
    return amount_units[int(drug)];
}

}  // namespace twinarm::cohort
