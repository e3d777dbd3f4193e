// The k-th write, fsync, rename and so on of a run with a journal, a resumed one, a shard and a merge fails:
// a documented exit code, nothing that is wrongly whole, and afterwards it ends in the bytes of a run that
// went well.
#include <cerrno>
#include <cstdlib>

#include "tests/host/cli/resumed.hpp"
#include "tests/host/cli/told.hpp"
#include "tests/host/failing_calls.hpp"
#include "tests/host/recorded_calls.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;

class FailingResume : public ResumedRuns {
  protected:
    /// What fails in the folder "results", and how it is then ended well.
    struct Flow {
        Words command;
        std::vector<Words> again;
        std::string part = "";  ///< of the folder, that `command` writes to
    };

    static Words small(const Words& more) {
        return joined(
            joined({"run", "cohort.toml", "--quiet", "-n", "8", "--chunk", "2", "--commit-seconds", "0"},
                   save_all()),
            more);
    }
    void SetUp() override { ASSERT_EQ(run(small({"--out", "whole"})).code, 0); }

    Ended run_failing(const Words& words, const std::string& call, int k, int detail) const {
        const FailingCall failing(call, k, detail, "results", folder / "mark");
        const Ended ended = run(words);
        EXPECT_TRUE(failing.has_failed());
        return ended;
    }
    void expect_no_harm(const Flow& flow) const {
        if (fs::exists(folder / "results")) fs::rename(folder / "results", folder / "before");
        for (const auto& [call, error] :
             {std::pair("write", ENOSPC), std::pair("truncate", EIO), std::pair("fsync", EIO),
              std::pair("rename", EACCES), std::pair("open", EMFILE), std::pair("unlink", EPERM)})
            for (const int k : some_of(calls_of(flow.command, call))) {
                SCOPED_TRACE(call + (' ' + std::to_string(k)));
                start_again();
                const Ended ended = run_failing(flow.command, call, k, error);
                EXPECT_TRUE(ended.code == 0 || ended.code == 6) << ended.code << ended.err;
                EXPECT_EQ(ended.code == 0, ended.err.empty()) << ended.err;
                expect_ends_well(flow, ended.code);
            }
    }
    void expect_ends_well(const Flow& flow, int code) const {
        const std::string says = told(folder / ("results" + flow.part), {{1, results("whole" + flow.part)}});
        EXPECT_TRUE(says == "whole 1" || (says.empty() && code != 0)) << says;
        for (const Words& command : flow.again) {
            const Ended ended = run(command);
            EXPECT_EQ(ended.code, 0) << ended.err;
        }
        expect_same("results", "whole");
    }
    void start_again() const {
        fs::remove_all(folder / "results");
        if (fs::exists(folder / "before"))
            fs::copy(folder / "before", folder / "results", fs::copy_options::recursive);
    }
    int calls_of(const Words& words, const std::string& call) const {
        start_again();
        const RecordingCalls recording("results", folder / "record");
        EXPECT_EQ(run(words).code, 0);
        const auto calls = recording.calls();
        return int(std::count_if(calls.begin(), calls.end(), [&](const RecordedCall& one) {
            return one.call == (call == "fsync" ? "sync" : call);
        }));
    }
    /// TWINARM_FAILURES: all of them; .ci/full has that.
    static std::vector<int> some_of(int calls) {
        std::vector<int> some;
        for (int k = 1; k <= calls; ++k)
            if (std::getenv("TWINARM_FAILURES") != nullptr || k == calls || k == (calls + 1) / 2)
                some.push_back(k);
        return some;
    }
};

TEST_F(FailingResume, ARun) {
    expect_no_harm({small({"--out", "results"}), {small({"--resume", "results"})}});
}

TEST_F(FailingResume, AResumedRun) {
    ASSERT_EQ(run_failing(small({"--out", "results"}), "write", 14, ENOSPC).code, 6);
    expect_no_harm({resume("results"), {resume("results")}});
}

TEST_F(FailingResume, AShard) {
    for (const char* out : {"whole", "results"})
        for (const char* shard : {"1/2", "2/2"})
            if (std::string(out) + shard != "results1/2") {
                ASSERT_EQ(run(small({"--shard", shard, "--out", out})).code, 0);
            }
    expect_no_harm({small({"--shard", "1/2", "--out", "results"}),
                    {small({"--shard", "1/2", "--resume", "results"}), {"merge", "results", "--quiet"}},
                    "/shards/1-of-2"});
}

TEST_F(FailingResume, AMerge) {
    for (const char* shard : {"1/2", "2/2"})
        ASSERT_EQ(run(small({"--shard", shard, "--out", "results"})).code, 0);
    expect_no_harm({{"merge", "results", "--quiet"}, {{"merge", "results", "--quiet", "--force"}}});
}

TEST_F(FailingResume, NoMemory) {
    ASSERT_EQ(run_failing(small({"--out", "results"}), "write", 14, ENOSPC).code, 6);
    const Flow flow{resume("results"), {resume("results")}};
    fs::rename(folder / "results", folder / "before");
    const int step = std::getenv("TWINARM_FAILURES") != nullptr ? 1 : 9;
    int failures = 0;
    for (int k = 1;; k += step, ++failures) {
        SCOPED_TRACE(k);
        start_again();
        const FailingCall failing("malloc", k, 65536, "results", folder / "mark");
        const Ended ended = run(flow.command);
        if (!failing.has_failed()) break;
        EXPECT_TRUE(ended.code == 0 || ended.code == 1 || ended.code == 6) << ended.code << ended.err;
        unsetenv("LD_PRELOAD");
        expect_ends_well(flow, ended.code);
    }
    EXPECT_GT(failures, 1);
}

}  // namespace
}  // namespace twinarm::cli
