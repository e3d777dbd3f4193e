// Rows of a table kept until their number is known.
#include "host/adam/row_spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "host/base/errors.hpp"

namespace twinarm::adam {

RowSpool::RowSpool(const std::filesystem::path& folder, std::vector<ColumnFacts> columns)
    : folder_(folder), columns_(std::move(columns)), longest_(columns_.size()) {
    // A file without a name: nothing is left behind, however the program ends.
    int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {  // not on every file system
        std::string name = (folder / "rows.XXXXXX").string();
        descriptor = ::mkstemp(name.data());
        if (descriptor < 0) fail("cannot keep rows of a table");
        ::unlink(name.c_str());
    }
    file_.reset(::fdopen(descriptor, "w+b"));
    if (!file_) fail("cannot keep rows of a table");
}

void RowSpool::fail(const char* what) const {
    throw base::FileError(folder_.string(), std::string(what) + ": " + std::strerror(errno),
                          "Free some space, choose a folder on another disk with --out, or simulate fewer "
                          "patients (-n).");
}

void RowSpool::write(const void* bytes, std::size_t count) {
    if (std::fwrite(bytes, 1, count, file_.get()) != count) fail("rows of a table cannot be written");
}
void RowSpool::read(void* bytes, std::size_t count) {
    if (std::fread(bytes, 1, count, file_.get()) != count) fail("rows of a table cannot be read");
}

template <class T>
void RowSpool::keep(bool known, const T& value) {
    const char mark = known ? 1 : 0;
    write(&mark, 1);
    if (known) write(&value, sizeof value);
    ++column_;
}
template <class T>
T RowSpool::read_value() {
    T value;
    read(&value, sizeof value);
    return value;
}

void RowSpool::put(std::string_view text) {
    longest_.at(column_) = std::max(longest_.at(column_), text.size());
    keep(!text.empty(), std::uint32_t(text.size()));
    write(text.data(), text.size());
}
void RowSpool::put(double number) {
    keep(!std::isnan(number), number);
}
void RowSpool::put(std::optional<std::int32_t> whole) {
    keep(whole.has_value(), whole.value_or(0));
}
void RowSpool::put(std::uint64_t address) {
    keep(true, address);
}
void RowSpool::put(std::optional<Date> date) {
    keep(date.has_value(), date.value_or(Date{}));
}

void RowSpool::end_row() {
    if (column_ != columns_.size()) throw std::logic_error("a row has another number of columns");
    column_ = 0;
    ++rows_;
}

void RowSpool::for_each_row(const std::function<void(const std::vector<Cell>&)>& visit) {
    if (std::fflush(file_.get()) != 0 || std::fseek(file_.get(), 0, SEEK_SET) != 0)
        fail("rows of a table cannot be written");
    std::vector<Cell> row(columns_.size());
    for (std::uint64_t r = 0; r < rows_; ++r) {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            row[c] = std::monostate();
            if (read_value<char>() == 0) continue;
            switch (columns_[c].type) {
                case ColumnType::text: {
                    std::string text(read_value<std::uint32_t>(), '\0');
                    read(text.data(), text.size());
                    row[c] = std::move(text);
                    break;
                }
                case ColumnType::number:
                    row[c] = read_value<double>();
                    break;
                case ColumnType::whole:
                    row[c] = read_value<std::int32_t>();
                    break;
                case ColumnType::address:
                    row[c] = read_value<std::uint64_t>();
                    break;
                case ColumnType::date:
                    row[c] = read_value<Date>();
                    break;
            }
        }
        visit(row);
    }
    if (std::fseek(file_.get(), 0, SEEK_END) != 0) fail("rows of a table cannot be read");
}

}  // namespace twinarm::adam
