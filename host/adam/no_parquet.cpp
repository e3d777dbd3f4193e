// Replaces parquet_file.cpp in a program built without Arrow.
#include "host/adam/parquet_file.hpp"
#include "host/base/errors.hpp"

namespace twinarm::adam {

struct ParquetFile::State {};

bool parquet_is_built() {
    return false;
}

void require_parquet(const std::string& wanted_for) {
    throw base::DeviceError(
        wanted_for +
        ": this program was built without Apache Arrow\n"
        "  Install python3-venv (Debian) and connect to a network, or Arrow's C++ packages, then "
        "configure again\n  (cmake --fresh) and build again. The other formats (--table-format) "
        "do not need it.");
}

ParquetFile::ParquetFile(const std::filesystem::path& path, const std::vector<ColumnFacts>&, const FileNotes&,
                         std::int64_t) {
    require_parquet(path.string());
}
ParquetFile::~ParquetFile() = default;
ParquetFile::ParquetFile(ParquetFile&&) noexcept = default;
void ParquetFile::put(std::string_view) {}
void ParquetFile::put(double) {}
void ParquetFile::put(std::optional<std::int32_t>) {}
void ParquetFile::put(std::uint64_t) {}
void ParquetFile::put(std::optional<Date>) {}
void ParquetFile::end_row() {}
void ParquetFile::finish(const FileNotes&) {}
std::uint64_t ParquetFile::rows() const {
    return 0;
}
std::uint64_t ParquetFile::bytes() const {
    return 0;
}
std::string ParquetFile::sha256() const {
    return {};
}

}  // namespace twinarm::adam
