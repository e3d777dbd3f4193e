// A table in memory.
#include "host/python/data_table.hpp"

#include <bit>
#include <cmath>
#include <utility>

namespace twinarm::python {

DataColumn::DataColumn(std::string column_name, CellType column_type, std::string column_unit,
                       std::string column_meaning)
    : name(std::move(column_name)),
      unit(std::move(column_unit)),
      meaning(std::move(column_meaning)),
      type(column_type) {
    if (type == CellType::text) offsets_.push_back(0);
}

void DataColumn::reserve(std::size_t rows) {
    known_.reserve(rows / 8 + 1);
    if (type == CellType::text)
        offsets_.reserve(rows + 1);
    else if (type == CellType::truth)
        bits_.reserve(rows / 8 + 1);
    else
        words_.reserve(rows);
}

void DataColumn::put_bit(std::vector<std::uint8_t>& bits, std::size_t i, bool value) {
    if (i % 8 == 0) bits.push_back(0);
    if (value) bits.back() = std::uint8_t(bits.back() | 1u << (i % 8));
}

void DataColumn::count(bool known) {
    put_bit(known_, size_, known);
    ++size_;
    if (!known) ++nulls_;
}

void DataColumn::add(double value) {
    words_.push_back(std::bit_cast<std::uint64_t>(value));
    count(std::isfinite(value));
}
void DataColumn::add(std::int64_t value) {
    words_.push_back(std::uint64_t(value));
    count(true);
}
void DataColumn::add(std::uint64_t value) {
    words_.push_back(value);
    count(true);
}
void DataColumn::add(std::string_view value) {
    text_ += value;
    offsets_.push_back(std::int64_t(text_.size()));
    count(true);
}
void DataColumn::add(bool value) {
    put_bit(bits_, size_, value);
    count(true);
}
void DataColumn::add_null() {
    if (type == CellType::text)
        offsets_.push_back(std::int64_t(text_.size()));
    else if (type == CellType::truth)
        put_bit(bits_, size_, false);
    else
        words_.push_back(0);
    count(false);
}

double DataColumn::real(std::size_t row) const {
    return std::bit_cast<double>(words_[row]);
}
std::int64_t DataColumn::whole(std::size_t row) const {
    return std::bit_cast<std::int64_t>(words_[row]);
}
std::string_view DataColumn::text(std::size_t row) const {
    return std::string_view(text_).substr(std::size_t(offsets_[row]),
                                          std::size_t(offsets_[row + 1] - offsets_[row]));
}

const void* DataColumn::values() const {
    if (type == CellType::text) return offsets_.data();
    if (type == CellType::truth) return bits_.data();
    return words_.data();
}

}  // namespace twinarm::python
