// A Parquet file of rows of one type.
#pragma once

#include "host/adam/parquet_file.hpp"

namespace twinarm::adam {

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
