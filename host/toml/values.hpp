// One value of a cohort file as a number, a time, a text: checked, converted, reported where it is wrong.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/toml/node.hpp"

namespace twinarm::toml {

/// A whole number however it is written (100, 1e2, 100.0), where that is exact; else nothing.
std::optional<std::int64_t> whole_number_of(const Node& node);

/// What is wrong with a name that begins as a formula does.
std::string formula_message(const std::string& name);

/// What is wrong with the unit of `text`, a number with an unknown one: a comma in the number, or the unit.
/// `suggested` are units that could be meant.
std::string unknown_unit_message(const std::string& text, const std::string& unit, const std::string& wanted,
                                 const std::vector<std::string>& suggested);

// Null means "not given"; each then returns nothing. For a wrong value each reports it and returns
// nothing, so that the caller continues and finds the next error.

std::optional<std::string> text_value(const Node* node, base::Report& report);
/// A text that becomes a cell of a CSV file: an id, a name, a label.
std::optional<std::string> name_value(const Node* node, base::Report& report);
std::optional<bool> boolean_value(const Node* node, base::Report& report);
std::optional<std::int64_t> integer_value(const Node* node, base::Report& report, std::int64_t lowest = 0,
                                          std::int64_t highest = std::numeric_limits<std::int64_t>::max());
/// A whole number up to 2^64 - 1; above 2^63 - 1 written as a text.
std::optional<std::uint64_t> unsigned_value(const Node* node, base::Report& report);
/// A plain number or a quantity, in `unit`.
std::optional<double> quantity_value(const Node* node, std::string_view unit, base::Report& report);
/// A plain number in [lowest, highest].
std::optional<double> number_value(const Node* node, base::Report& report, double lowest, double highest);
/// A time in whole minutes, not negative.
std::optional<std::int32_t> minutes_value(const Node* node, base::Report& report);
/// One of several words.
std::optional<int> choice_value(const Node* node, const std::vector<std::string>& words,
                                base::Report& report);

}  // namespace twinarm::toml
