// A Parquet file of rows of one type, whose columns are listed once: for_each_column(row, field) calls
// field(name, label, unit, value) for each, in the order of the file.
#pragma once

#include <type_traits>

#include "host/adam/parquet_file.hpp"

namespace twinarm::adam {

template <class Value>
constexpr ColumnType column_type() {
    using T = std::remove_cvref_t<Value>;
    if constexpr (std::is_same_v<T, double>)
        return ColumnType::number;
    else if constexpr (std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::optional<std::int32_t>>)
        return ColumnType::whole;
    else if constexpr (std::is_same_v<T, std::uint64_t>)
        return ColumnType::address;
    else
        return ColumnType::text;
}

template <class Row>
std::vector<ColumnFacts> columns_of(const Row& example) {
    std::vector<ColumnFacts> columns;
    for_each_column(example, [&](const auto& name, const auto& label, const auto& unit, const auto& value) {
        columns.push_back({name, label, unit, column_type<decltype(value)>()});
    });
    return columns;
}

template <class Row>
class ParquetTable {
  public:
    /// Any row shows which columns there are.
    ParquetTable(const std::filesystem::path& path, const Row& example, const FileNotes& notes)
        : file(path, columns_of(example), notes) {}

    void add(const Row& row) {
        for_each_column(row,
                        [&](const auto&, const auto&, const auto&, const auto& value) { file.put(value); });
        file.end_row();
    }

    ParquetFile file;
};

}  // namespace twinarm::adam
