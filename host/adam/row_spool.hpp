// Rows of a table kept in a file without a name until their number and the lengths of their texts are known.
#pragma once

#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <variant>

#include "host/adam/column_facts.hpp"

namespace twinarm::adam {

/// A value, or none.
using Cell = std::variant<std::monostate, std::string, double, std::int32_t, std::uint64_t, Date>;

/// Memory does not grow with the rows. The file is in the folder of the results, where the room for them was
/// checked, and goes with the process. Throws FileError.
class RowSpool {
  public:
    RowSpool(const std::filesystem::path& folder, std::vector<ColumnFacts> columns);

    void put(std::string_view text);  ///< empty: no value
    void put(double number);          ///< not-a-number: no value
    void put(std::optional<std::int32_t> whole);
    void put(std::int32_t whole) { put(std::optional(whole)); }
    void put(std::uint64_t address);
    void put(std::optional<Date> date);
    void end_row();

    const std::vector<ColumnFacts>& columns() const { return columns_; }
    std::uint64_t rows() const { return rows_; }
    /// Bytes of the longest text of the column so far.
    std::size_t longest(std::size_t column) const { return longest_[column]; }

    /// Every row, in the order in which they were put; more can be put afterwards.
    void for_each_row(const std::function<void(const std::vector<Cell>&)>& visit);

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    void write(const void* bytes, std::size_t count);
    void read(void* bytes, std::size_t count);
    template <class T>
    void keep(bool known, const T& value);
    template <class T>
    T read_value();
    [[noreturn]] void fail(const char* what) const;

    std::filesystem::path folder_;
    std::vector<ColumnFacts> columns_;
    std::vector<std::size_t> longest_;
    std::unique_ptr<std::FILE, Close> file_;
    std::size_t column_ = 0;
    std::uint64_t rows_ = 0;
};

}  // namespace twinarm::adam
