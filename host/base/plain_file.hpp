// A file that is read from its beginning to its end while its SHA-256 is computed. Only plain files are
// opened: no link, pipe, device or folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "host/base/sha256.hpp"

namespace twinarm::base {

/// What a file is known by; an empty SHA-256 is that of no file and is not compared.
struct FileFacts {
    std::string sha256;
    std::uint64_t bytes = 0;
};

class PlainFile {
  public:
    /// Throws FileError.
    PlainFile(std::filesystem::path path, const std::string& remedy);
    ~PlainFile();
    PlainFile(const PlainFile&) = delete;  // owns an open file
    PlainFile& operator=(const PlainFile&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// The next line without its end; false at the end of the file. `cut_off`: the line has no end.
    bool line(std::string& text, bool& cut_off);
    /// The next bytes, exactly so many; false where fewer are left.
    bool bytes(void* to, std::size_t count);
    bool at_end();
    /// Appends what can be had at once; false at the end.
    bool append_to(std::string& text);

    /// Reads what is left. Throws VerificationError where the file is not `expected`.
    void require_same(const FileFacts& expected);

  private:
    bool fill();

    std::filesystem::path path_;
    int descriptor_ = -1;
    std::vector<char> buffer_;
    std::size_t next_ = 0, end_ = 0;
    std::uint64_t read_ = 0;
    Sha256 hash_;
};

/// All of a small file. Throws FileError, also where it has more than `most_bytes`.
std::string read_plain_file(const std::filesystem::path& path, const std::string& remedy,
                            std::size_t most_bytes = std::numeric_limits<std::size_t>::max());

/// Throws VerificationError where `text`, the whole of a file, is not `expected`.
void require_same(const std::filesystem::path& path, const std::string& text, const FileFacts& expected);

}  // namespace twinarm::base
