// What terminals and batch systems send: saved as with SIGTERM, asked for a status line, limits of files.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

class Signals : public testing::Test {
  protected:
    static std::vector<std::string> long_run() {
        return {"run",   cohorts + "/select.toml", "-n",      "1000000", "--chunk", "16",
                "--set", "trial.trials=20",        "--quiet", "--out",   "out"};
    }
    void wait_for_rows() const {
        std::error_code none;
        for (int i = 0; i < 2400; ++i) {
            if (std::filesystem::file_size(folder / "out/patients.csv.partial", none) > 0 && !none) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(25));
        }
        FAIL() << "no rows";
    }
    TemporaryFolder folder;
};

TEST_F(Signals, HangupTheTimeOfABatchSystemAndABrokenPipeKeepWhatTermKeeps) {
    for (const int signal : {SIGHUP, SIGXCPU, SIGPIPE}) {
        std::filesystem::remove_all(folder / "out");
        const Running running(folder, long_run());
        wait_for_rows();
        running.send(signal);
        running.send(signal);  // a lost terminal sends it twice
        const Ended ended = running.wait();
        EXPECT_EQ(ended.code, 128 + signal) << ended.err;
        const auto record = nlohmann::json::parse(text_in(folder / "out/run.json"));
        EXPECT_EQ(record["signal"], signal);
        EXPECT_EQ(record["interrupted"], true);
        EXPECT_GT(record["patients_done"], 0);
        EXPECT_EQ(lines_of(text_in(folder / "out/patients.csv")).size(),
                  1 + record["patients_done"].get<std::size_t>());
    }
}

TEST_F(Signals, WhatIsIgnoredStaysIgnored) {
    std::signal(SIGHUP, SIG_IGN);  // as nohup does
    const Running running(folder, long_run());
    std::signal(SIGHUP, SIG_DFL);
    wait_for_rows();
    running.send(SIGHUP);
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    running.send(SIGTERM);
    EXPECT_EQ(running.wait().code, 128 + SIGTERM);
}

TEST_F(Signals, Usr1PrintsALineAndTheRunGoesOn) {
    const Running running(folder, long_run());
    wait_for_rows();
    running.send(SIGUSR1);
    for (int i = 0; i < 200 && text_in(folder / "stderr").empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
    const std::string line = text_in(folder / "stderr");
    EXPECT_TRUE(holds(line, "of 1,000,000 patients")) << line;
    EXPECT_EQ(lines_of(line).size(), 1u);
    running.send(SIGINT);
    EXPECT_EQ(running.wait().code, 130);
}

TEST_F(Signals, ALimitOfTheFileSizeIsAFailedWrite) {
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit small{100000, before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    const Running running(folder, {"run", cohorts + "/select.toml", "-n", "2000", "--set", "trial.trials=20",
                                   "--set", "study.horizon=12 wk", "--quiet", "--out", "out"});
    setrlimit(RLIMIT_FSIZE, &before);
    const Ended ended = running.wait();
    EXPECT_EQ(ended.code, 6) << ended.err;
    EXPECT_TRUE(holds(ended.err, "File too large") && holds(ended.err, "ulimit -f")) << ended.err;
}

TEST_F(Signals, AStackThatCannotGrowIsNoMemoryAndNoFault) {
    for (const char* limit : {"ulimit -s 128", "ulimit -s 512"})
        for (const std::string& words : {std::string("version"), "check " + cohorts + "/select.toml"}) {
            const int status = std::system(("cd " + folder.path().string() + " && " + limit + " && exec " +
                                            program + ' ' + words + " >out 2>err")
                                               .c_str());
            EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 1) << limit << words << status;
            EXPECT_TRUE(holds(text_in(folder / "err"), "out of memory: the stack cannot grow"));
        }
}

/// The program with some standard streams as they are in `redirections` of a shell.
int through_shell(const TemporaryFolder& folder, const std::string& words, const std::string& redirections) {
    const int status = std::system(
        ("cd " + folder.path().string() + " && exec 3>&1 && " + program + " " + words + " " + redirections)
            .c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST_F(Signals, StandardStreamsThatAreClosedOrFullAreSixForEveryVerbAndNeverAnAbort) {
    const std::string cohort = cohorts + "/select.toml", few = cohort + " -n 4 --set trial.trials=5";
    const std::vector<std::string> verbs = {"version",
                                            "version --json",
                                            "doctor",
                                            "check " + cohort,
                                            "check " + cohort + " --json",
                                            "plan " + few,
                                            "run " + few + " --force --out out",
                                            "run " + few + " --force --out out --json",
                                            "show out 0",
                                            "show out 0 --csv",
                                            "compare out",
                                            "completion bash",
                                            "man",
                                            "--help"};
    for (const std::string& words : verbs)
        for (const char* streams :
             {">&- 2>&- <&-", ">&- 2>err", ">/dev/full 2>/dev/full", ">/dev/full 2>err"})
            EXPECT_EQ(through_shell(folder, words, streams), 6) << words << ' ' << streams;
    EXPECT_EQ(through_shell(folder, "check missing.toml", ">&- 2>&- <&-"), 6);
    EXPECT_EQ(through_shell(folder, "run missing.toml --json", ">&- 2>&-"), 6);
    EXPECT_EQ(through_shell(folder, "run - --out x", "<&- 2>err"), 6);
    // What is quiet needs no standard output.
    EXPECT_EQ(through_shell(folder, "run " + few + " --quiet --force --out out", ">&- 2>&- <&-"), 0);
    EXPECT_EQ(lines_of(text_in(folder / "out/patients.csv")).size(), 5u);
}

}  // namespace
}  // namespace twinarm::cli
