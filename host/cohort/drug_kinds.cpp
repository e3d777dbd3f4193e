// The table of the kinds of drug.
#include "host/cohort/drug_kinds.hpp"

#include <cstddef>
#include <iterator>

#include "kernels/model/drug_slots.hpp"

namespace twinarm::cohort {
namespace {

// drug, label, needs molar mass, needs activity, units of a dose, usual dose, its source
constexpr DrugEntry drug_table[] = {
    {Drug::aldesleukin, "aldesleukin", true, true, "IU/kg, mg/kg, nmol/kg, IU, mg or nmol", "600000 IU/kg",
     "Proleukin label"},
    {Drug::nktr214, "NKTR-214", true, false, "mg/kg, nmol/kg, mg or nmol", "0.006 mg/kg", "Bentebibel 2019"},
    {Drug::nivolumab, "nivolumab", false, false, "mg or mg/kg", "3 mg/kg", "Opdivo label"},
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

}  // namespace

const DrugEntry& entry_of(Drug drug) {
    return drug_table[int(drug)];
}
std::array<std::string, drug_count> kind_labels() {
    std::array<std::string, drug_count> labels;
    for (int d = 0; d < drug_count; ++d) labels[std::size_t(d)] = drug_table[d].label;
    return labels;
}
const char* key_of(Drug drug) {
    return keys[int(drug)];
}
const char* amount_unit_of(Drug drug) {
    return amount_units[int(drug)];
}

}  // namespace twinarm::cohort
