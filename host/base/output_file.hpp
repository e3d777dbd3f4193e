// A file of results that gets its name only when it is complete.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

#include "host/base/plain_file.hpp"
#include "host/base/sha256.hpp"

namespace twinarm::base {

/// What a file is called until it is complete.
std::filesystem::path partial_name(std::filesystem::path path);

/// When a complete file gets its name: at once, or together with the other results of a run.
enum class Naming { when_finished, later };

/// Written beside its place as NAME.partial and renamed by finish(), or later by give_name(). A failed write
/// throws FileError; what was written stays in NAME.partial. Both are new files: a link that has one of these
/// names is replaced and never followed.
class OutputFile {
  public:
    explicit OutputFile(std::filesystem::path path, Naming naming = Naming::when_finished);
    /// Goes on after the first `kept` bytes of NAME.partial, a plain file that has as many; what follows them
    /// is cut off. It is named later.
    OutputFile(std::filesystem::path path, std::uint64_t kept);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;  // owns an open file
    OutputFile& operator=(const OutputFile&) = delete;

    void write(std::string_view text);
    /// Writes what was given so far and asks the disk to keep it; returns what the file then is.
    FileFacts keep();
    /// Writes the rest, asks the disk to keep it, and gives the file its name unless it is named later.
    void finish();

    /// Whether a write failed: the file will never be complete.
    bool failed() const { return failed_; }
    std::uint64_t bytes() const { return bytes_; }
    /// Of all that was written, in hexadecimal digits; call after finish().
    std::string sha256() const { return digest_; }

  private:
    void flush();
    [[noreturn]] void fail(int error);

    std::filesystem::path path_, partial_;
    Naming naming_;
    int descriptor_ = -1;
    bool failed_ = false;
    std::uint64_t bytes_ = 0;
    std::string buffer_, digest_;
    Sha256 hash_;
};

/// Writes a whole small file; returns the SHA-256 of its bytes.
std::string write_file(const std::filesystem::path& path, std::string_view text,
                       Naming naming = Naming::when_finished);

/// Asks the disk to keep what was written. True also on a file system that cannot sync (a pipe, some network
/// folders), which is harmless.
bool is_synced(int descriptor);

/// Gives a complete NAME.partial its name. Throws FileError.
void give_name(const std::filesystem::path& path);
/// Asks the disk to keep the names of the folder. Throws FileError.
void keep_names(const std::filesystem::path& folder);

/// Reads a whole file, a pipe too, and standard input where `path` is "-"; no more than `most_bytes`, since a
/// device may have no end. Throws FileError, also where a pipe is empty.
std::string read_file(const std::filesystem::path& path, const std::string& remedy,
                      std::size_t most_bytes = std::numeric_limits<std::size_t>::max());

/// What messages call a file that is read: "<stdin>" for "-".
std::string name_of_input(const std::string& path);
/// Whether it is a pipe, a device or standard input: it can be read once, and lies in no folder.
bool is_stream(const std::filesystem::path& path);

}  // namespace twinarm::base
