// A disk without space under one file.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace twinarm {

/// From now on no byte can be written to `file`, which this process has open.
inline void fill_disk_under(const std::filesystem::path& file) {
    const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
        if (std::filesystem::read_symlink(entry, none) == std::filesystem::canonical(file, none))
            dup2(full, std::stoi(entry.path().filename()));
    close(full);
}

#ifdef TWINARM_FULL_DISK
/// While it lives, programs that are started write no byte to a file whose path ends with `end`
/// (full_disk.cpp is loaded into them).
class FullDisk {
  public:
    explicit FullDisk(const std::string& end) {
        setenv("LD_PRELOAD", TWINARM_FULL_DISK, 1);
        setenv("TWINARM_FULL_FILE", end.c_str(), 1);
        // The address sanitizer wants to be the first library.
        setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
    }
    ~FullDisk() {
        for (const char* name : {"LD_PRELOAD", "TWINARM_FULL_FILE", "ASAN_OPTIONS"}) unsetenv(name);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
};
#endif

}  // namespace twinarm
