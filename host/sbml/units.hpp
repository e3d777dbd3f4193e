// The model's units as products of SBML's base units.
#pragma once

#include <string>
#include <vector>

namespace twinarm::sbml {

/// (multiplier * 10^scale * kind)^exponent
struct UnitFactor {
    const char* kind;
    int exponent, scale;
    double multiplier;
};

struct UnitWord {
    const char* text;  ///< as in parameter_table: "nmol/L"
    const char* id;    ///< as in SBML: "nmol_per_L"
    std::vector<UnitFactor> factors;
};

/// All units that the model uses.
const std::vector<UnitWord>& unit_words();

/// SBML id of a unit; "1" is dimensionless. Throws std::logic_error where the unit is not known.
std::string unit_id(const std::string& text);

}  // namespace twinarm::sbml
