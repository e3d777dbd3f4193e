// A CSV file of a run, row by row: names of columns in its first line.
#include "host/store/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <type_traits>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"

namespace twinarm::store {

CsvRows::CsvRows(const std::filesystem::path& path, const std::string& header, const std::string& version,
                 base::FileFacts expected)
    : file_(path, "The run did not finish; run the cohort again.", std::move(expected)) {
    next_line();
    if (line_ != header)
        throw base::DataError(
            fmt::format("{}:{}:1: the columns are not those of this version of twinarm\n"
                        "  {}; run the cohort again.",
                        path.string(), line_number_,
                        version == base::build_info().version
                            ? "The file was changed or is half-written"
                            : "The run was written by version " + base::plain_text(version)));
    split_fields();
    for (const std::string_view field : fields_) names_.emplace_back(field);
}

bool CsvRows::next_line() {
    bool cut_off = false;
    const bool more = file_.line(line_, cut_off);
    ++line_number_;
    if (more && cut_off) fail("the row is cut off");
    return more;
}

void CsvRows::split() {
    split_fields();
    if (fields_.size() != names_.size())
        fail(fmt::format("the row has {} fields, not {}", fields_.size(), names_.size()));
}

bool CsvRows::next() {
    if (!next_line()) return false;
    split();
    return true;
}

void CsvRows::split_fields() {
    fields_.clear();
    starts_.clear();
    quoted_.clear();
    quoted_.reserve(line_.size());  // so that no view is moved away
    const std::string_view line = line_;
    for (std::size_t start = 0; start <= line.size();) {
        starts_.push_back(start);
        if (start < line.size() && line[start] == '"') {
            std::string text;
            std::size_t i = start + 1;
            for (; i < line.size(); ++i) {
                if (line[i] == '"' && (i + 1 == line.size() || line[i + 1] != '"')) break;
                if (line[i] == '"') ++i;
                text += line[i];
            }
            if (i >= line.size()) fail_at(start, "the quote is not closed");
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
    if (found == names_.end()) fail(fmt::format("column {} is missing", name));
    return std::size_t(found - names_.begin());
}

template <class Number>
Number CsvRows::read(std::size_t column, const char* kind) const {
    const std::string_view text = fields_[column];
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool good = error == std::errc() && end == text.data() + text.size();
    if constexpr (std::is_floating_point_v<Number>) good = good && std::isfinite(value);
    if (!good) fail(column, fmt::format("{} is not a {}: \"{}\"", names_[column], kind, text));
    return value;
}

std::uint64_t CsvRows::whole(std::size_t column) const {
    return read<std::uint64_t>(column, "whole number");
}

std::int32_t CsvRows::count(std::size_t column) const {
    return read<std::int32_t>(column, "whole number");
}

double CsvRows::number(std::size_t column) const {
    return read<double>(column, "number");
}

void CsvRows::fail(const std::string& cause) const {
    fail_at(0, cause);
}

void CsvRows::fail(std::size_t column, const std::string& cause) const {
    fail_at(starts_[column], cause);
}

void CsvRows::fail_at(std::size_t letter, const std::string& cause) const {
    throw base::DataError(
        fmt::format("{}:{}:{}: {}\n  The file is half-written or was changed; run the cohort again.",
                    file_.path().string(), line_number_, letter + 1, cause));
}

}  // namespace twinarm::store
