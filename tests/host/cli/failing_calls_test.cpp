// The k-th write, fsync, rename, open and allocation of a run fails, for every k: a documented exit code, and
// no folder that is taken for whole.
#include "tests/host/failing_calls.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;

class FailingCalls : public testing::Test {
  protected:
    static constexpr int many = 400;  ///< more calls than a small run makes

    Ended run(const std::string& seed) const {
        return run_program(folder, {"run",
                                    cohorts + "/select.toml",
                                    "-n",
                                    "4",
                                    "--seed",
                                    seed,
                                    "--threads",
                                    "2",
                                    "--set",
                                    "trial.trials=5",
                                    "--set",
                                    "study.horizon=12 wk",
                                    "--save",
                                    "tables,courses",
                                    "--table-format",
                                    "json",
                                    "--courses",
                                    "1",
                                    "--quiet",
                                    "--force",
                                    "--out",
                                    "results"});
    }
    /// Results by name, without what depends on the time.
    std::map<std::string, std::string> results() const {
        std::map<std::string, std::string> found;
        for (const char* name :
             {"patients.csv", "outcomes.bin", "trials.csv", "summary.json", "resolved.toml"})
            if (fs::exists(folder / "results" / name)) found[name] = text_in(folder / "results" / name);
        return found;
    }
    /// No record, or one that says that something went wrong; what it lists is as it should be. Where only
    /// the last sync of the folder fails everything is there.
    void expect_not_whole(const std::map<std::string, std::string>& old,
                          const std::map<std::string, std::string>& whole) const {
        if (!fs::exists(folder / "results/run.json")) return;
        const auto record = nlohmann::json::parse(text_in(folder / "results/run.json"));
        const auto& expected = record["seed"] == 1 ? old : whole;
        EXPECT_TRUE(record["seed"] == 1 || record["exit_code"] != 0 || results() == whole);
        for (const auto& [name, text] : results())
            if (record["outputs"].contains(name)) {
                EXPECT_EQ(text, expected.at(name)) << name;
            }
    }
    TemporaryFolder folder;
};

TEST_F(FailingCalls, EveryWriteFsyncRenameAndOpenOfARunWithForce) {
    ASSERT_EQ(run("2").code, 0);
    const auto whole = results();
    ASSERT_EQ(run("1").code, 0);
    const auto old = results();
    for (const auto& [call, error] : {std::pair("write", ENOSPC), std::pair("fsync", EIO),
                                      std::pair("rename", EACCES), std::pair("open", EMFILE)}) {
        int k = 1;
        for (; k < many; ++k) {
            ASSERT_EQ(run("1").code, 0);
            const FailingCall failing(call, k, error, "results", folder / "mark");
            const Ended ended = run("2");
            if (!failing.has_failed()) break;
            EXPECT_TRUE(ended.code == 6 || ended.code == 2 || ended.code == 0) << call << k << ended.err;
            if (ended.code == 0)
                EXPECT_EQ(results(), whole) << call << k;
            else
                expect_not_whole(old, whole);
            EXPECT_EQ(ended.code == 0, ended.err.empty()) << call << k << ended.err;
        }
        EXPECT_GT(k, call == std::string("open") ? 6 : 8) << call;
        EXPECT_LT(k, many) << call;
    }
}

TEST_F(FailingCalls, EveryLargeAllocationIsNoMemoryAndNeverAnAbort) {
    for (const int bytes : {65536, 4096}) {
        int failures = 0;
        for (int k = 1; k < 3 * many; k += bytes == 4096 ? 7 : 1) {
            const FailingCall failing("malloc", k, bytes, "results", folder / "mark");
            const Ended ended = run("1");
            if (!failing.has_failed()) break;
            ++failures;
            EXPECT_TRUE(ended.code == 0 || ended.code == 1 || ended.code == 6) << k << ' ' << ended.code;
            EXPECT_EQ(ended.code == 0, ended.err.empty()) << k << ended.err;
        }
        EXPECT_GT(failures, 3);
    }
}

TEST_F(FailingCalls, WithoutThreadsARunGoesOnWithFewerAndHasTheSameBytes) {
    ASSERT_EQ(run("1").code, 0);
    const auto whole = results();
    for (const int k : {1, 2, 3}) {
        const FailingCall failing("pthread_create", k, EAGAIN, "results", folder / "mark");
        const Ended ended = run("1");
        EXPECT_TRUE(failing.has_failed());
        EXPECT_EQ(ended.code, 0) << ended.err;
        EXPECT_EQ(results(), whole);
    }
}

}  // namespace
}  // namespace twinarm::cli
