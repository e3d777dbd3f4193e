// One table as a Parquet file, row after row. The only interface to Apache Arrow: no other file includes its
// headers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "host/adam/column_facts.hpp"

namespace twinarm::adam {

/// Whether this program was built with Arrow.
bool parquet_is_built();
/// Throws DeviceError where it was not, with what to do.
void require_parquet(const std::string& wanted_for);

/// It is NAME.partial until the run publishes it (store/run_folder.hpp); memory does not grow with the rows.
/// Values are given column by column, then end_row(). A row group, which is what a reader takes in one go,
/// has at most `values_of_group` values. Throws FileError.
class ParquetFile {
  public:
    ParquetFile(const std::filesystem::path& path, const std::vector<ColumnFacts>& columns,
                const FileNotes& notes, std::int64_t values_of_group = 1 << 21);
    ~ParquetFile();
    ParquetFile(ParquetFile&&) noexcept;

    void put(std::string_view text);  ///< empty: no value
    void put(double number);          ///< not-a-number: no value
    void put(std::optional<std::int32_t> whole);
    void put(std::int32_t whole) { put(std::optional(whole)); }
    void put(std::uint64_t address);
    void put(std::optional<Date> date);
    void end_row();

    /// Writes the rest and adds `notes`: the file is complete.
    void finish(const FileNotes& notes);

    std::uint64_t rows() const;
    std::uint64_t bytes() const;
    std::string sha256() const;  ///< call after finish()

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace twinarm::adam
