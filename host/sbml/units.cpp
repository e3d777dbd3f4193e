// The model's units as products of SBML's base units.
#include "host/sbml/units.hpp"

#include <stdexcept>

namespace twinarm::sbml {

namespace {

constexpr double hour_s = 3600, day_s = 24 * hour_s, year_s = 365.25 * day_s;

}  // namespace

const std::vector<UnitWord>& unit_words() {
    static const std::vector<UnitWord> words = {
        {"h", "hour", {{"second", 1, 0, hour_s}}},
        {"1/h", "per_hour", {{"second", -1, 0, hour_s}}},
        {"1/d", "per_day", {{"second", -1, 0, day_s}}},
        {"h/d", "hour_per_day", {{"second", 1, 0, hour_s}, {"second", -1, 0, day_s}}},
        {"year", "year", {{"second", 1, 0, year_s}}},
        {"kg", "kg", {{"gram", 1, 3, 1}}},
        {"mg", "mg", {{"gram", 1, -3, 1}}},
        {"mg/h", "mg_per_hour", {{"gram", 1, -3, 1}, {"second", -1, 0, hour_s}}},
        {"ug/mL", "ug_per_mL", {{"gram", 1, -6, 1}, {"litre", -1, -3, 1}}},
        {"mm", "mm", {{"metre", 1, -3, 1}}},
        {"L", "L", {{"litre", 1, 0, 1}}},
        {"L/h", "L_per_hour", {{"litre", 1, 0, 1}, {"second", -1, 0, hour_s}}},
        {"nmol", "nmol", {{"mole", 1, -9, 1}}},
        {"nmol/h", "nmol_per_hour", {{"mole", 1, -9, 1}, {"second", -1, 0, hour_s}}},
        {"nmol/L", "nmol_per_L", {{"mole", 1, -9, 1}, {"litre", -1, 0, 1}}},
        {"L/nmol", "L_per_nmol", {{"litre", 1, 0, 1}, {"mole", -1, -9, 1}}},
        {"cell", "cell", {{"item", 1, 0, 1}}},
        {"1/cell", "per_cell", {{"item", -1, 0, 1}}},
        {"L cell/nmol", "L_cell_per_nmol", {{"litre", 1, 0, 1}, {"item", 1, 0, 1}, {"mole", -1, -9, 1}}},
        {"1e9/L", "billion_cells_per_L", {{"item", 1, 9, 1}, {"litre", -1, 0, 1}}},
    };
    return words;
}

std::string unit_id(const std::string& text) {
    if (text == "1") return "dimensionless";
    for (const UnitWord& word : unit_words())
        if (text == word.text) return word.id;
    throw std::logic_error("the unit " + text + " has no place in host/sbml/units.cpp");
}

}  // namespace twinarm::sbml
