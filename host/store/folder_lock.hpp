// run.lock: one process at a time writes to a folder, and the others are told which.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace twinarm::store {

inline constexpr const char* lock_name = "run.lock";  ///< in the folder of a run while it is written

/// Throws UsageError with host, process and start where another process holds the folder's lock. Changes
/// nothing.
void require_not_in_use(const std::filesystem::path& folder);

/// Who holds the folder's lock, "process 17 on host since 2026-01-31T12:00:00Z"; empty where nobody does.
std::string holder_of(const std::filesystem::path& folder);

/// Results that a process was giving their names when it was killed: it left the file.
std::set<std::string> names_in_left_lock(const std::filesystem::path& folder);

/// Holds the lock of a folder while it lives, then removes the file. A process that is killed leaves the file
/// and no lock.
class FolderLock {
  public:
    /// Throws as require_not_in_use(), UsageError where the file is not one of this program, FileError where
    /// it cannot be written.
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;  // owns an open file
    FolderLock& operator=(const FolderLock&) = delete;

    /// The file stays behind, on the disk, and says that these results get their names: what is in the folder
    /// is neither old nor new. Throws FileError.
    void leave_file(const std::vector<std::string>& names);
    /// It is removed again.
    void remove_file() { leave_ = false; }

  private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    bool leave_ = false;
    std::string holder_;
};

}  // namespace twinarm::store
