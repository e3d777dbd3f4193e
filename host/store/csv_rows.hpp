// A CSV file of a run, row by row: names of columns in its first line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/plain_file.hpp"

namespace twinarm::store {

/// Memory does not grow with the file. Errors are FileError, VerificationError where the file is not the
/// expected one, and DataError with file:line:column.
class CsvRows {
  public:
    /// `version`: the program's that wrote the file, named where the columns are not `header`.
    CsvRows(const std::filesystem::path& path, const std::string& header, const std::string& version,
            base::FileFacts expected = {});

    /// Reads the next line, which must end; false at the end of the file.
    bool next_line();
    const std::string& line() const { return line_; }
    /// Splits the line into fields, as many as there are columns.
    void split();
    bool next();  ///< both

    std::string_view operator[](std::size_t column) const { return fields_[column]; }
    std::size_t column(std::string_view name) const;

    std::uint64_t whole(std::size_t column) const;
    std::int32_t count(std::size_t column) const;
    double number(std::size_t column) const;

    [[noreturn]] void fail(const std::string& cause) const;                      ///< of the whole row
    [[noreturn]] void fail(std::size_t column, const std::string& cause) const;  ///< of one field

  private:
    template <class Number>
    Number read(std::size_t column, const char* kind) const;
    [[noreturn]] void fail_at(std::size_t letter, const std::string& cause) const;
    void split_fields();

    base::PlainFile file_;
    std::uint64_t line_number_ = 0;
    std::string line_;
    std::vector<std::string> names_;
    std::vector<std::string> quoted_;  ///< quoted fields, without the quotes
    std::vector<std::string_view> fields_;
    std::vector<std::size_t> starts_;  ///< where each field begins in the line
};

}  // namespace twinarm::store
