// run.lock: one process at a time writes to a folder, and the others are told which.
#pragma once

#include <filesystem>
#include <string>

namespace twinarm::store {

inline constexpr const char* lock_name = "run.lock";  ///< in the folder of a run while it is written

/// Throws UsageError with host, process and start where another process holds the folder's lock. Changes
/// nothing.
void require_not_in_use(const std::filesystem::path& folder);

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

    /// Whether a process that was killed had left the file.
    bool was_left() const { return was_left_; }
    /// Whether the file stays behind: the results in the folder are neither old nor new.
    void leave_file(bool leave) { leave_ = leave; }

  private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    bool was_left_ = false, leave_ = false;
};

}  // namespace twinarm::store
