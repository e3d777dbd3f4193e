// A CSV file of a run, row by row: a note in its first line, names of columns in its second.
#include "host/report/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>

#include "host/run/errors.hpp"

namespace twinarm {

CsvRows::CsvRows(std::filesystem::path path, const std::string& header)
    : path_(std::move(path)), buffer_(1 << 20) {
    file_.rdbuf()->pubsetbuf(buffer_.data(), std::streamsize(buffer_.size()));
    file_.open(path_, std::ios::binary);
    if (!file_)
        throw FileError(path_.string(), std::string("cannot be read: ") + std::strerror(errno),
                        "The run did not end well; run the cohort again.");
    std::getline(file_, line_);  // what the file is
    std::getline(file_, line_);
    line_number_ = 2;
    if (line_ != header) fail("the columns are not those of this version of twinarm");
    split();
    for (const std::string_view field : fields_) names_.emplace_back(field);
}

bool CsvRows::next() {
    if (!std::getline(file_, line_)) return false;
    ++line_number_;
    if (file_.eof()) fail("the row is cut off");
    split();
    if (fields_.size() != names_.size())
        fail(fmt::format("the row has {} fields, not {}", fields_.size(), names_.size()));
    return true;
}

void CsvRows::split() {
    fields_.clear();
    quoted_.clear();
    quoted_.reserve(line_.size());  // so that no view is moved away
    const std::string_view line = line_;
    for (std::size_t start = 0; start <= line.size();) {
        if (start < line.size() && line[start] == '"') {
            std::string text;
            std::size_t i = start + 1;
            for (; i < line.size(); ++i) {
                if (line[i] == '"' && (i + 1 == line.size() || line[i + 1] != '"')) break;
                if (line[i] == '"') ++i;
                text += line[i];
            }
            quoted_.push_back(text);
            fields_.push_back(quoted_.back());
            start = i + 2;
        } else {
            const std::size_t end = std::min(line.find(',', start), line.size());
            fields_.push_back(line.substr(start, end - start));
            start = end + 1;
        }
    }
}

std::size_t CsvRows::column(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) fail(fmt::format("there is no column {}", name));
    return std::size_t(found - names_.begin());
}

std::uint64_t CsvRows::whole(std::size_t column) const {
    const std::string_view text = fields_[column];
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        fail(fmt::format("{} is no whole number: \"{}\"", names_[column], text));
    return value;
}

double CsvRows::number(std::size_t column) const {
    const std::string_view text = fields_[column];
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        fail(fmt::format("{} is no number: \"{}\"", names_[column], text));
    return value;
}

double CsvRows::number_or_nan(std::size_t column) const {
    return fields_[column].empty() ? std::nan("") : number(column);
}

void CsvRows::fail(const std::string& cause) const {
    throw DataError(
        fmt::format("{}:{}:1: {}\n  The file is half-written or was changed; run the cohort again.",
                    path_.string(), line_number_, cause));
}

}  // namespace twinarm
