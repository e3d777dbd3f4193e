// Units of a cohort file: one table, and conversion between units of one dimension.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace twinarm::toml {

/// One spelling of a unit. A value in it times `factor` is the value in its dimension's base unit.
struct Unit {
    const char* text;
    const char* dimension;
    double factor;
    bool other_spelling = false;  ///< of a unit above: read, never suggested
};

/// All units that a cohort file may use. Units of one dimension can be converted into each other.
const std::vector<Unit>& unit_table();

/// Null where the unit is not known.
const Unit* find_unit(std::string_view text);

/// Units of the same dimension, each once: those that a message may suggest in place of `unit`.
std::vector<std::string> units_like(const Unit& unit);

/// "16.08 L/h" as a number and the text of its unit ("" for a plain number); nothing where no number stands
/// first.
struct Quantity {
    double value;
    std::string unit;
};
std::optional<Quantity> parse_quantity(std::string_view text);

/// The value in unit `to`; both must be of one dimension.
double converted(double value, const Unit& from, const Unit& to);

}  // namespace twinarm::toml
