// A file that is recognised by its SHA-256 before anything of it is handed out. Only plain files are opened:
// no link, pipe, device or folder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "host/base/sha256.hpp"

namespace twinarm::base {

/// Whether something has this name, a link that leads nowhere too.
bool is_there(const std::filesystem::path& path);

/// What a file is known by; an empty SHA-256 is that of no file and is not compared.
struct FileFacts {
    std::string sha256;
    std::uint64_t bytes = 0;
};

/// No line of a run's file is longer: what reads lines does not need more memory than this.
inline constexpr std::size_t longest_line = std::size_t(1) << 24;

/// Read from its beginning to its end. What reads it throws VerificationError at the end of a file that was
/// changed meanwhile.
class PlainFile {
  public:
    /// Where `expected` has a SHA-256, all of the file is read and compared here, then read again by whoever
    /// asks: no byte of a changed file is used. Throws FileError, VerificationError.
    PlainFile(std::filesystem::path path, const std::string& remedy, FileFacts expected = {});
    PlainFile(const PlainFile&) = delete;  // owns an open file
    PlainFile& operator=(const PlainFile&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// The next line without its end; false at the end of the file. `cut_off`: the line has no end. Throws
    /// DataError where it has no end for too long.
    bool line(std::string& text, bool& cut_off);
    /// The next bytes, exactly so many; false where fewer are left.
    bool bytes(void* to, std::size_t count);
    bool at_end();
    /// Appends what can be had at once; false at the end.
    bool append_to(std::string& text);

  private:
    struct Descriptor {
        int number = -1;
        ~Descriptor();
    };
    void open(const std::string& remedy);
    void go_to_the_beginning();
    bool fill();
    [[noreturn]] void refuse(const std::string& cause) const;

    std::filesystem::path path_;
    FileFacts expected_;
    Descriptor file_;
    std::vector<char> buffer_;
    std::size_t next_ = 0, end_ = 0;
    std::optional<Sha256> hash_;  ///< of what was read; none where nothing is left to compare
};

/// All of a small file. Throws as PlainFile, and FileError where it has more than `most_bytes`.
std::string read_plain_file(const std::filesystem::path& path, const std::string& remedy,
                            const FileFacts& expected = {},
                            std::size_t most_bytes = std::numeric_limits<std::size_t>::max());

}  // namespace twinarm::base
