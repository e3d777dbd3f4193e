// One line of a CSV file: read as cells, each with the column where it begins, and how a field is quoted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace twinarm::base {

struct CsvCell {
    std::string text;
    int column;  ///< of its first letter in the line, from 1
};

/// Cells between commas; a quoted one may hold commas and doubled quotes. Nothing where a quote is not
/// closed.
std::optional<std::vector<CsvCell>> csv_cells(std::string_view line);

/// Whether spreadsheets take a cell with this text for a formula, in quotes too: what names something in a
/// file never does. It begins with = + - @ or one of these signs in full width.
bool begins_as_formula(std::string_view text);

/// Quotes a field where it holds a comma, a quote or an end of line.
std::string csv_field(const std::string& text);

}  // namespace twinarm::base
