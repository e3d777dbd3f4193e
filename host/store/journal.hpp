// A file that grows line by line and outlives a killed process, a full disk and a loss of power. Each line is
// sealed with a hash of itself and of all lines before it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace twinarm::store {

/// The whole lines of a journal, without their seals.
struct JournalLines {
    std::vector<std::string> lines;
    std::vector<std::string> seals;  ///< of each line
    std::uint64_t bytes = 0;         ///< of them; what follows is a line that was not written to its end

    /// Only the first `count` of them.
    JournalLines first(std::size_t count) const;
};

/// What to do where a line was changed, or could not be written.
struct JournalRemedies {
    std::string changed = "Restore the file, or begin again with --force.";
    std::string no_room = "Make room, or choose a folder on another disk, and go on with --resume.";
};

/// Whether `path` is a plain file that begins as the journal does, or would have had it been written further:
/// a loss of power leaves zeros.
bool begins_as(const std::filesystem::path& path, const std::string& first_words);

/// Reads a journal and leaves it as it is. Throws FileError where it cannot be read or is no plain file,
/// VerificationError with file:line where a line was changed.
JournalLines read_journal(const std::filesystem::path& path, const JournalRemedies& remedies = {});

class Journal {
  public:
    /// A new one. A file or link that has its name is replaced. Throws FileError.
    explicit Journal(std::filesystem::path path);
    /// Goes on after the lines that were read; what follows them is cut off. Throws FileError.
    Journal(std::filesystem::path path, const JournalLines& read, JournalRemedies remedies = {});
    ~Journal();
    Journal(const Journal&) = delete;  // owns an open file
    Journal& operator=(const Journal&) = delete;

    /// Adds a line, which holds no end of line, and asks the disk to keep it. Throws FileError; then the
    /// journal ends with the line before.
    void append(const std::string& line);

  private:
    [[noreturn]] void fail_to_write(int error) const;

    std::filesystem::path path_;
    JournalRemedies remedies_;
    int descriptor_ = -1;
    std::uint64_t bytes_ = 0;
    std::string seal_;  ///< of the last line
};

}  // namespace twinarm::store
