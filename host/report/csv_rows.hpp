// A CSV file of a run, row by row: a note in its first line, names of columns in its second.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace twinarm {

/// Memory does not grow with the file. Errors are DataError with file:line, and FileError.
class CsvRows {
  public:
    CsvRows(std::filesystem::path path, const std::string& header);

    /// Reads the next row; false at the end of the file.
    bool next();
    std::string_view operator[](std::size_t column) const { return fields_[column]; }
    std::size_t column(std::string_view name) const;

    std::uint64_t whole(std::size_t column) const;
    double number(std::size_t column) const;
    double number_or_nan(std::size_t column) const;  ///< NaN where the field is empty

    [[noreturn]] void fail(const std::string& cause) const;

  private:
    void split();

    std::filesystem::path path_;
    std::vector<char> buffer_;
    std::ifstream file_;
    std::uint64_t line_number_ = 0;
    std::string line_;
    std::vector<std::string> names_;
    std::vector<std::string> quoted_;  ///< fields that stood in quotes, without them
    std::vector<std::string_view> fields_;
};

}  // namespace twinarm
