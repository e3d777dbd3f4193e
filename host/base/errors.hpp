// What can go wrong around a run, one type for each exit code (host/study/exit_code.hpp says which).
#pragma once

#include <stdexcept>
#include <string>

namespace twinarm::base {

/// A file or folder that cannot be read or written: which, why, and what to do.
struct FileError : std::runtime_error {
    FileError(const std::string& path, const std::string& cause, const std::string& remedy)
        : std::runtime_error(path + ": " + cause + (remedy.empty() ? "" : "\n  " + remedy)) {}
};

/// A device that was asked for and cannot be used.
struct DeviceError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Data that can be read but make no sense: a damaged run, a patient that is not in it.
struct DataError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A request that cannot be meant: an option, a folder that is already in use.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A result that differs from the one it is compared with.
struct VerificationError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace twinarm::base
