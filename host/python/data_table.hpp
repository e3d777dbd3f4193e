// A table in memory, each column laid out as Arrow wants it, so that it leaves without a copy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace twinarm::python {

/// What a column holds: float64, int64, uint64, large_utf8 or boolean.
enum class CellType { real, whole, address, text, truth };

class DataColumn {
  public:
    /// `unit` as in cohort files, "" where there is none; `meaning` in words.
    DataColumn(std::string name, CellType type, std::string unit = "", std::string meaning = "");

    void reserve(std::size_t rows);
    void add(double value);  ///< of a real; not-a-number and infinity are nulls
    void add(std::int64_t value);
    void add(std::uint64_t value);
    void add(std::string_view value);
    void add(bool value);
    void add_null();

    std::size_t size() const { return size_; }
    std::size_t nulls() const { return nulls_; }
    bool is_null(std::size_t row) const { return !bit(known_, row); }
    double real(std::size_t row) const;
    std::int64_t whole(std::size_t row) const;
    std::uint64_t address(std::size_t row) const { return words_[row]; }
    std::string_view text(std::size_t row) const;
    bool truth(std::size_t row) const { return bit(bits_, row); }

    // The buffers of the Arrow C data interface.
    const void* validity() const { return nulls_ == 0 ? nullptr : known_.data(); }
    const void* values() const;
    const void* characters() const { return text_.data(); }

    const std::string name, unit, meaning;
    const CellType type;

  private:
    static bool bit(const std::vector<std::uint8_t>& bits, std::size_t i) {
        return bits[i / 8] >> (i % 8) & 1;
    }
    static void put_bit(std::vector<std::uint8_t>& bits, std::size_t i, bool value);
    void count(bool known);

    std::size_t size_ = 0, nulls_ = 0;
    std::vector<std::uint8_t> known_;    ///< a bit a row
    std::vector<std::uint64_t> words_;   ///< of numbers: their bits
    std::vector<std::uint8_t> bits_;     ///< of truths
    std::vector<std::int64_t> offsets_;  ///< of texts
    std::string text_;
};

struct DataTable {
    std::vector<DataColumn> columns;

    std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
};

}  // namespace twinarm::python
