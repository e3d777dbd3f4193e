// [drug.NAME]: what is needed to turn a dose into the engine's unit.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "host/toml/node.hpp"
#include "kernels/dosing/regimen.hpp"

namespace twinarm::cohort {

struct DrugFacts {
    std::string label;                 ///< its name in tables; no two are the same
    std::optional<double> molar_mass;  ///< [g/mol]; mass doses are of the protein, without PEG
    std::optional<double> activity;    ///< [IU/mg]
    bool broken = false;               ///< its table has an error that was reported
};
using DrugFactsTable = std::array<DrugFacts, drug_count>;

/// As a cohort file writes them, in the order of Drug.
const std::vector<std::string>& drug_names();

DrugFactsTable read_drugs(const toml::Node& root, base::Report& report);

/// The kind of drug that a file names; reports what is none.
std::optional<Drug> drug_kind(const toml::Node* node, base::Report& report);

/// A dose in the unit of Regimen.dose; per kg of body weight or not.
struct Dose {
    double amount;
    bool per_kg;
};
/// A dose of 0 is one: planned, and without drug.
std::optional<Dose> read_dose(const toml::Node* node, Drug drug, const DrugFacts& facts,
                              base::Report& report);

/// Warns of a dose that is at least 10 times the drug's usual one, or at most a hundredth: a unit or a digit
/// too many. Flat doses are compared at 80 kg, the reference weight of the kinetics.
void warn_of_unusual_dose(const toml::Node& node, const Dose& dose, Drug drug, const DrugFacts& facts,
                          base::Report& report);

}  // namespace twinarm::cohort
