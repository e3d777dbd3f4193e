// One line of a CSV file in cells.
#include "host/base/csv_line.hpp"

#include <algorithm>

namespace twinarm::base {

std::optional<std::vector<CsvCell>> csv_cells(std::string_view line) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    std::vector<CsvCell> cells{{"", 1}};
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char letter = line[i];
        if (quoted && letter == '"' && i + 1 < line.size() && line[i + 1] == '"') {
            cells.back().text += line[++i];
        } else if (letter == '"' && (quoted || cells.back().text.empty())) {
            quoted = !quoted;
        } else if (letter == ',' && !quoted) {
            cells.push_back({"", int(i) + 2});
        } else {
            cells.back().text += letter;
        }
    }
    if (quoted) return std::nullopt;
    return cells;
}

bool begins_as_formula(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r"), text.size()));
    for (const std::string_view sign : {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"})
        if (text.starts_with(sign)) return true;
    return false;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

}  // namespace twinarm::base
