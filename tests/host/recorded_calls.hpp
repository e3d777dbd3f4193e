// Programs that are started record what they do to files: recording_calls.cpp is loaded into them.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "tests/host/temporary_folder.hpp"

namespace twinarm {

/// One call that changed a file or a folder, or made sure of it.
struct RecordedCall {
    std::string call;    ///< open, write, truncate, rename, unlink, mkdir, sync
    int opening = 0;     ///< of the file, where it is not named
    long number = 0;     ///< offset of a write, length of a file cut off, 1 where an open may create
    std::string first;   ///< path
    std::string second;  ///< path or data
};

class RecordingCalls {
  public:
    /// Of files whose path has `under` in it; the record is written to `record`.
    RecordingCalls(const std::string& under, const std::filesystem::path& record) : record_(record) {
        std::filesystem::remove(record_);
        setenv("LD_PRELOAD", TWINARM_RECORDING_CALLS, 1);
        setenv("TWINARM_RECORD", record_.c_str(), 1);
        setenv("TWINARM_RECORD_UNDER", under.c_str(), 1);
        // The address sanitizer wants to be the first library.
        setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
    }
    ~RecordingCalls() {
        for (const char* name : {"LD_PRELOAD", "TWINARM_RECORD", "TWINARM_RECORD_UNDER", "ASAN_OPTIONS"})
            unsetenv(name);
    }
    RecordingCalls(const RecordingCalls&) = delete;
    RecordingCalls& operator=(const RecordingCalls&) = delete;

    std::vector<RecordedCall> calls() const {
        std::vector<RecordedCall> calls;
        std::istringstream record(text_in(record_));
        RecordedCall call;
        for (std::size_t first, second;
             record >> call.call >> call.opening >> call.number >> first >> second;) {
            record.get();  // the end of the line
            call.first.resize(first);
            call.second.resize(second);
            record.read(call.first.data(), std::streamsize(first));
            record.read(call.second.data(), std::streamsize(second));
            calls.push_back(call);
        }
        return calls;
    }

  private:
    std::filesystem::path record_;
};

}  // namespace twinarm
