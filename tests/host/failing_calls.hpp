// Programs that are started have one call that fails: failing_calls.cpp is loaded into them.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

namespace twinarm {

class FailingCall {
  public:
    /// The k-th `call` fails with `detail`, in files whose path has `under` in it. `mark` is created then.
    FailingCall(const std::string& call, int k, int detail, const std::string& under,
                const std::filesystem::path& mark)
        : mark_(mark) {
        std::filesystem::remove(mark_);
        setenv("LD_PRELOAD", TWINARM_FAILING_CALLS, 1);
        setenv("TWINARM_FAIL", (call + ' ' + std::to_string(k) + ' ' + std::to_string(detail)).c_str(), 1);
        setenv("TWINARM_FAIL_UNDER", under.c_str(), 1);
        setenv("TWINARM_FAIL_MARK", mark_.c_str(), 1);
        // The address sanitizer wants to be the first library.
        setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
    }
    ~FailingCall() {
        for (const char* name :
             {"LD_PRELOAD", "TWINARM_FAIL", "TWINARM_FAIL_UNDER", "TWINARM_FAIL_MARK", "ASAN_OPTIONS"})
            unsetenv(name);
    }
    FailingCall(const FailingCall&) = delete;
    FailingCall& operator=(const FailingCall&) = delete;

    /// Whether the program made that many calls.
    bool has_failed() const { return std::filesystem::exists(mark_); }

  private:
    std::filesystem::path mark_;
};

}  // namespace twinarm
