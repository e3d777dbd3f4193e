// Aligned columns of text for a terminal.
#include "host/table/text_table.hpp"

#include <algorithm>
#include <cassert>
#include <sstream>

#include "host/base/plain_text.hpp"

namespace twinarm::table {

namespace {

constexpr const char* gap = "  ";

std::string padded(const std::string& text, std::size_t width, bool left) {
    const std::size_t wide = display_width(text);
    const std::string space(wide < width ? width - wide : 0, ' ');
    return left ? text + space : space + text;
}

void trim_end(std::string& line) {
    line.erase(line.find_last_not_of(' ') + 1);
}

}  // namespace

std::size_t display_width(const std::string& text) {
    return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string shortened(const std::string& text, std::size_t width) {
    if (display_width(text) <= width) return text;
    std::string cut;
    std::size_t columns = 0;
    for (const char c : text) {
        if ((c & 0xc0) != 0x80 && ++columns == width) break;
        cut += c;
    }
    return cut + "…";
}

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
    std::vector<std::string> lines(1);
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (!lines.back().empty() && display_width(lines.back()) + 1 + display_width(word) > width)
            lines.emplace_back();
        lines.back() += (lines.back().empty() ? "" : " ") + word;
    }
    return lines;
}

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

void TextTable::add_row(std::vector<std::string> cells) {
    assert(cells.size() == columns_.size());
    for (std::string& cell : cells) cell = base::plain_text(cell);
    rows_.push_back(std::move(cells));
}

std::string TextTable::text(const std::string& indent) const {
    std::vector<std::size_t> width;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        width.push_back(display_width(columns_[c].heading));
        for (const auto& row : rows_) width[c] = std::max(width[c], display_width(row[c]));
    }
    std::string over = indent, headings = indent, rule = indent, body;
    bool has_over = false;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        const std::string between = c == 0 ? "" : gap;
        headings += between + padded(columns_[c].heading, width[c], columns_[c].left);
        for (std::size_t i = 0; i < between.size() + width[c]; ++i) rule += "─";
        if (columns_[c].over.empty()) continue;
        // A group's heading begins where its first column's cells begin.
        has_over = true;
        const std::size_t start = display_width(headings) - width[c];
        if (display_width(over) < start) over = padded(over, start, true);
        over += columns_[c].over + gap;
    }
    for (const auto& row : rows_) {
        std::string line = indent;
        for (std::size_t c = 0; c < columns_.size(); ++c)
            line += (c == 0 ? "" : gap) + padded(row[c], width[c], columns_[c].left);
        trim_end(line);
        body += line + '\n';
    }
    trim_end(over);
    trim_end(headings);
    return (has_over ? over + '\n' : "") + headings + '\n' + rule + '\n' + body;
}

}  // namespace twinarm::table
