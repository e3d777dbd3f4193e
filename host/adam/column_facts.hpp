// What the columns of a table are, whatever the format of its file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace twinarm::adam {

/// A day of the calendar: days since 1970-01-01.
struct Date {
    std::int32_t days = 0;
    bool operator==(const Date&) const = default;
};

enum class ColumnType { text, number, whole, address, date };

struct ColumnFacts {
    std::string name;
    std::string label;
    std::string unit;  ///< "1" of a number without dimension, empty of texts and dates
    ColumnType type;
};

/// Metadata of the whole file: key, value.
using FileNotes = std::vector<std::pair<std::string, std::string>>;

template <class Value>
constexpr ColumnType column_type() {
    using T = std::remove_cvref_t<Value>;
    if constexpr (std::is_same_v<T, double>)
        return ColumnType::number;
    else if constexpr (std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::optional<std::int32_t>>)
        return ColumnType::whole;
    else if constexpr (std::is_same_v<T, std::uint64_t>)
        return ColumnType::address;
    else if constexpr (std::is_same_v<T, std::optional<Date>>)
        return ColumnType::date;
    else
        return ColumnType::text;
}

/// The columns of rows of one type, which lists them once: for_each_column(row, field) calls field(name,
/// label, unit, value) for each, in the order of the file.
template <class Row>
std::vector<ColumnFacts> columns_of(const Row& example) {
    std::vector<ColumnFacts> columns;
    for_each_column(example, [&](const auto& name, const auto& label, const auto& unit, const auto& value) {
        columns.push_back({name, label, unit, column_type<decltype(value)>()});
    });
    return columns;
}

}  // namespace twinarm::adam
