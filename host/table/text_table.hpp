// Aligned columns of text for a terminal.
#pragma once

#include <string>
#include <vector>

namespace twinarm::table {

/// Columns that a UTF-8 text takes on a terminal (one a code point).
std::size_t display_width(const std::string& text);
/// At most `width` columns, with "…" where something was cut.
std::string shortened(const std::string& text, std::size_t width);

/// The words of a text in lines of at most `width` columns, at least one line; a longer word has its own.
std::vector<std::string> wrapped(const std::string& text, std::size_t width);

struct Column {
    std::string heading;
    bool left = false;  ///< numbers stand right, words left
    std::string over =
        {};  ///< heading of a group of columns, in the line above; given on the group's first column
};

/// Rows under headings with a rule between them. Every cell is as wide as its column's widest.
class TextTable {
  public:
    explicit TextTable(std::vector<Column> columns);
    void add_row(std::vector<std::string> cells);  ///< each as plain_text
    bool empty() const { return rows_.empty(); }
    std::string text(const std::string& indent = "  ") const;

  private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace twinarm::table
