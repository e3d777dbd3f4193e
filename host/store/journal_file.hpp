// A journal that lies by itself, in no folder of a run: begun where there is none, gone on with where there
// is one, and written by one process at a time.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "host/store/journal.hpp"

namespace twinarm::store {

/// What a journal is and what messages say of it.
struct JournalKind {
    std::string name;         ///< "the journal of a sweep"
    std::string first_words;  ///< of its first line: a file that begins otherwise is left as it is
    std::string in_use;       ///< what to do where another process writes to it
    std::string another;      ///< what to do where the file cannot be this journal
    JournalRemedies remedies = {};
};

/// Holds a file open and locked. A process that ends, however it does, unlocks it.
class LockedFile {
  public:
    /// Makes an empty file where there is none. Throws FileError where it is no plain file or cannot be
    /// written, UsageError where another process holds it.
    LockedFile(const std::filesystem::path& path, const JournalKind& kind);
    ~LockedFile();
    LockedFile(const LockedFile&) = delete;  // owns an open file
    LockedFile& operator=(const LockedFile&) = delete;

  private:
    int descriptor_ = -1;
};

class JournalFile {
  public:
    /// Reads what is there, or discards it with `start_over`. Throws as LockedFile and read_journal,
    /// UsageError where the file is something else.
    JournalFile(const std::filesystem::path& path, const JournalKind& kind, bool start_over = false);

    /// The whole lines that were there.
    const std::vector<std::string>& lines() const { return lines_.lines; }
    /// After the last whole line; a torn one is cut off. Throws as Journal.
    void append(const std::string& line);

  private:
    std::filesystem::path path_;
    JournalRemedies remedies_;
    LockedFile lock_;
    JournalLines lines_;
    std::optional<Journal> journal_;  ///< once the file is written to: who is refused has changed nothing
};

}  // namespace twinarm::store
