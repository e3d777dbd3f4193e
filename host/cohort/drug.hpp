// [drug.NAME]: a drug's kind, and what is needed to turn a dose into the engine's unit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/toml/node.hpp"

namespace twinarm::cohort {

struct DrugFacts {
    CohortDrug drug;
    std::optional<double> molar_mass;  ///< [g/mol]; mass doses are of the protein, without PEG
    std::optional<double> activity;    ///< [IU/mg]
    std::string usual_dose;            ///< as a file writes it; empty: not known
    std::string usual_dose_source;
    std::string like;     ///< the drug whose parameters it has where it gives none of its own
    base::Place place;    ///< of its name in a file
    bool broken = false;  ///< its table has an error that was reported
};
/// The kinds' own drugs in the order of Drug, whether the file has their tables or not, then further ones.
using DrugFactsTable = std::vector<DrugFacts>;

/// Reads [drug.*]. A drug whose name is not that of a kind's own needs a `kind`.
DrugFactsTable read_drugs(const toml::Node& root, base::Report& report);

/// The drug that a file names, or null; reports what is none.
const DrugFacts* find_drug(const toml::Node* node, const DrugFactsTable& drugs, base::Report& report);

/// A dose in the unit of Regimen.dose: flat, per kg of body weight or per m2 of body surface.
struct Dose {
    double amount;
    bool per_kg;
    bool per_m2 = false;
};
/// A dose of 0 is one: planned, and without drug.
std::optional<Dose> read_dose(const toml::Node* node, const DrugFacts& drug, base::Report& report);

/// Warns of a dose that is at least 10 times the drug's usual one, or at most a hundredth: a unit or a digit
/// too many. Flat doses are compared at 80 kg, the reference weight of the kinetics.
void warn_of_unusual_dose(const toml::Node& node, const Dose& dose, const DrugFacts& drug,
                          base::Report& report);

}  // namespace twinarm::cohort
