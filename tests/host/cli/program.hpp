// Runs the built program and catches what it says.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "tests/host/temporary_folder.hpp"

namespace twinarm::cli {

inline const std::string program = TWINARM_BINARY_DIR "/twinarm";
inline const std::string cohorts = TWINARM_SOURCE_DIR "/cohorts";

/// How a program ended and what it wrote; code is 128 + signal where a signal killed it.
struct Ended {
    int code = -1;
    std::string out, err;
};

/// A program that is running, with its output in files of `folder`.
class Running {
  public:
    Running(const TemporaryFolder& folder, const std::vector<std::string>& arguments,
            const std::string& stdout_file = "")
        : out_(stdout_file.empty() ? (folder / "stdout").string() : stdout_file),
          err_((folder / "stderr").string()) {
        std::vector<char*> words{const_cast<char*>(program.c_str())};
        for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
        words.push_back(nullptr);
        process_ = fork();
        if (process_ == 0) {
            if (chdir(folder.path().c_str()) != 0) _exit(126);
            dup2(open(out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666), STDOUT_FILENO);
            dup2(open(err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666), STDERR_FILENO);
            execv(program.c_str(), words.data());
            _exit(127);
        }
    }
    void send(int signal) const { kill(process_, signal); }
    /// Whether it has a handler for the signal by now.
    bool catches(int signal) const {
        const std::string caught = status("SigCgt:");
        return !caught.empty() && (std::stoull(caught, nullptr, 16) >> (signal - 1) & 1) != 0;
    }
    /// The most memory that it has had so far; 0 once it has ended.
    double peak_bytes() const {
        const std::string kilobytes = status("VmHWM:");
        return kilobytes.empty() ? 0 : 1024 * std::stod(kilobytes);
    }
    /// Whether it has ended; wait() then returns at once.
    bool has_ended() const {
        siginfo_t info{};
        return waitid(P_PID, id_t(process_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
               info.si_pid == process_;
    }
    Ended wait() const {
        int status = 0;
        waitpid(process_, &status, 0);
        const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return {code, std::filesystem::is_regular_file(out_) ? text_in(out_) : "", text_in(err_)};
    }

  private:
    /// What the system says of it after `key`; nothing where it does not.
    std::string status(const std::string& key) const {
        std::istringstream lines(text_in("/proc/" + std::to_string(process_) + "/status"));
        for (std::string line; std::getline(lines, line);)
            if (line.rfind(key, 0) == 0) return line.substr(key.size());
        return "";
    }

    std::string out_, err_;
    pid_t process_ = -1;
};

/// Runs to the end, in `folder`.
inline Ended run_program(const TemporaryFolder& folder, const std::vector<std::string>& arguments) {
    return Running(folder, arguments).wait();
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

inline bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace twinarm::cli
