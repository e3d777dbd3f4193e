// Headless Chromium: runs it to its end and returns its output.
#include "host/report/browser_run.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"

namespace twinarm::report {

namespace {

/// Whether a process of this user may have its own namespaces, from which a sandbox is made.
bool has_user_namespaces() {
    const pid_t process = fork();
    if (process == 0) _exit(unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 ? 0 : 1);
    int status = 0;
    return process > 0 && waitpid(process, &status, 0) == process && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

/// Whether the system has Chromium's helper, which makes a sandbox without them.
bool has_sandbox_helper() {
    for (const char* helper : {"/usr/lib/chromium/chrome-sandbox", "/usr/lib/chromium-browser/chrome-sandbox",
                               "/opt/google/chrome/chrome-sandbox"}) {
        struct stat facts {};
        if (stat(helper, &facts) == 0 && facts.st_uid == 0 && (facts.st_mode & S_ISUID) != 0) return true;
    }
    return false;
}

}  // namespace

std::string why_no_sandbox() {
    if (geteuid() == 0) return "Chromium has no sandbox for root";
    if (!has_user_namespaces() && !has_sandbox_helper())
        return "this system gives Chromium no user namespaces for its sandbox";
    return "";
}

std::string find_chromium() {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');)
        for (const char* name : {"chromium", "chromium-browser", "google-chrome"}) {
            const std::string file = folder + '/' + name;
            if (access(file.c_str(), X_OK) == 0) return file;
        }
    return "";
}

std::string run_browser(const std::vector<std::string>& command, bool sandbox) {
    // A separate profile, so that no open window is used.
    char profile[] = "/tmp/twinarm_browser_XXXXXX";
    if (mkdtemp(profile) == nullptr)
        throw base::FileError("/tmp", "a folder cannot be created there", "Make room in it.");
    std::vector<std::string> words = {command.front(), "--headless", "--disable-gpu",
                                      std::string("--user-data-dir=") + profile};
    if (!sandbox) words.push_back("--no-sandbox");
    words.insert(words.end(), command.begin() + 1, command.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    int ends[2];
    if (pipe(ends) != 0) throw base::FileError("pipe", "cannot be made", "Close other programs.");
    const pid_t process = fork();
    if (process == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        close(ends[0]), close(ends[1]);
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    close(ends[1]);
    std::string text;
    char block[1 << 16];
    for (ssize_t n = 0; (n = read(ends[0], block, sizeof block)) > 0;) text.append(block, std::size_t(n));
    close(ends[0]);
    int status = 0;
    waitpid(process, &status, 0);
    std::error_code ignored;
    std::filesystem::remove_all(profile, ignored);
    if (process < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw base::DeviceError(command.front() +
                                ": ended with an error\n  Run it by hand on the report to see which.");
    return text;
}

}  // namespace twinarm::report
