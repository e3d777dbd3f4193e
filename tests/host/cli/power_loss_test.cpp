// The power is lost at any moment of a run: no verb takes what the disk then holds for whole unless it is,
// what was committed is not lost, and the run goes on to the bytes of one that was not interrupted.
#include <cstdlib>

#include "host/store/run_journal.hpp"
#include "tests/host/cli/resumed.hpp"
#include "tests/host/cli/told.hpp"
#include "tests/host/lost_power.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;

class PowerLoss : public ResumedRuns {
  protected:
    static constexpr const char* out = "disk/out";

    PowerLoss() { fs::create_directory(folder / "disk"); }

    /// A small run that commits after every chunk.
    static Words small(const Words& more) {
        return joined({"run", "cohort.toml", "--quiet", "-n", "40", "--chunk", "10", "--commit-seconds", "0"},
                      more);
    }
    Files made_by(const Words& more, const std::string& where = "whole") const {
        const Ended ended = run(joined(small(more), {"--out", where}));
        EXPECT_EQ(ended.code, 0) << ended.err;
        return results(where);
    }
    std::vector<RecordedCall> record(const Words& words) const {
        const RecordingCalls recording("disk", folder / "record");
        const Ended ended = run(words);
        EXPECT_EQ(ended.code, 0) << ended.err;
        return recording.calls();
    }

    /// Patients that the folder is sure to hold.
    std::uint64_t committed() const {
        const auto journal = store::read_run_journal(folder / out);
        return journal ? store::last_good_commit(folder / out, *journal).patients : 0;
    }
    /// The same of what was made sure of before.
    std::uint64_t promised(const Disk& disk) const {
        put_text(folder / "promise/run.journal", disk.kept_in("out/run.journal"));
        const auto journal = store::read_run_journal(folder / "promise");
        return journal && !journal->commits.empty() ? journal->commits.back().patients : 0;
    }

    struct Loss {
        std::size_t calls;  ///< before it
        DiskContents disk;
    };
    /// Every different disk that each prefix of `calls` may leave, after the checks that need no program.
    std::vector<Loss> losses(const DiskContents& before, const std::vector<RecordedCall>& calls,
                             const std::map<int, Files>& runs) const {
        fs::create_directories(folder / "promise");
        std::vector<Loss> all;
        std::set<DiskContents> seen;
        std::mt19937 random(20261201);
        Disk disk(before, "disk");
        for (std::size_t i = 0; i <= calls.size(); ++i) {
            if (i > 0) disk.apply(calls[i - 1]);
            if (i % every() != 0) continue;
            const std::uint64_t promise = promised(disk);
            for (int kind = 0; kind < 4 + by_chance(); ++kind) {
                const Loss loss{i, disk.contents(Unsynced(std::min(kind, 4)), random)};
                if (!seen.insert(loss.disk).second) continue;
                loss.disk.put_into(folder / "disk");
                const std::string says = told(folder / out, runs);
                EXPECT_TRUE(says.empty() || says.starts_with("whole ")) << says << " after call " << i;
                if (says.empty()) {
                    EXPECT_GE(committed(), promise) << "after call " << i << " kind " << kind;
                }
                all.push_back(loss);
            }
        }
        return all;
    }
    /// Has `go_on` end what some of the losses left; `expected` may be several where they name no run.
    void expect_ends_well(const std::vector<Loss>& losses, const Words& go_on,
                          const std::vector<Files>& expected) const {
        const std::size_t step = std::max<std::size_t>(1, losses.size() / runs_of_program());
        for (std::size_t i = step / 2; i < losses.size(); i += step) {
            losses[i].disk.put_into(folder / "disk");
            const Ended ended = run(go_on);
            ASSERT_EQ(ended.code, 0) << "after call " << losses[i].calls << ": " << ended.err;
            Files found = results(out);
            // Beside the old run a journal may have begun that says nothing yet.
            if (store::is_empty_journal(folder / out / "run.journal")) found.erase("run.journal");
            EXPECT_EQ(std::count(expected.begin(), expected.end(), found), 1)
                << "after call " << losses[i].calls << differences(found, expected);
        }
    }
    /// The files in which it is none of the expected runs.
    static std::string differences(const Files& found, const std::vector<Files>& expected) {
        std::string text;
        for (const Files& one : expected) {
            text += "\n  of one run:";
            for (const auto& [name, bytes] : found)
                if (one.count(name) == 0 || one.at(name) != bytes) text += ' ' + name;
            for (const auto& [name, bytes] : one)
                if (found.count(name) == 0) text += " no " + name;
        }
        return text;
    }
    /// TWINARM_POWER_LOSS is how many of what the disk may hold a program goes on with; .ci/full has many.
    static std::size_t runs_of_program() {
        const char* more = std::getenv("TWINARM_POWER_LOSS");
        return more == nullptr ? 4 : std::size_t(std::atoi(more));
    }
    static bool all() { return std::getenv("TWINARM_POWER_LOSS") != nullptr; }
    static std::size_t every() { return all() ? 1 : 3; }
    static int by_chance() { return all() ? 20 : 1; }
};

TEST_F(PowerLoss, OfARunWithTablesAndCoursesAndOfItsResumption) {
    const Words begin = small(save_all()), resume = joined(begin, {"--resume", out});
    const std::map<int, Files> runs = {{1, made_by(save_all())}};
    const DiskContents empty;
    const auto calls = record(joined(begin, {"--out", out}));
    ASSERT_GT(calls.size(), 60u);
    const std::vector<Loss> all = losses(empty, calls, runs);
    expect_ends_well(all, resume, {runs.at(1)});
    // The run goes on, and the power is lost again.
    for (const std::size_t percent : {45, 95}) {
        const DiskContents& left = all[all.size() * percent / 100].disk;
        left.put_into(folder / "disk");
        expect_ends_well(losses(left, record(resume), runs), resume, {runs.at(1)});
    }
}

TEST_F(PowerLoss, OverOldResultsLeavesTheOldRunOrTheNewOneOrNeither) {
    const Words seed = {"--seed", "2"};
    made_by(save_all(), out);
    const DiskContents old = DiskContents::of(folder / "disk");
    const std::map<int, Files> runs = {{1, results(out)}, {2, made_by(seed)}};
    const auto calls = record(joined(small(seed), {"--force", "--out", out}));
    const std::vector<Loss> all = losses(old, calls, runs);
    expect_ends_well(all, resume(out), {runs.at(1), runs.at(2)});
    expect_ends_well(all, joined(small(seed), {"--force", "--out", out}), {runs.at(2)});
}

TEST_F(PowerLoss, OfARunThatKeepsNoRows) {
    const Words summary = {"--save", "summary"};
    const std::map<int, Files> runs = {{1, made_by(summary)}};
    const auto calls = record(joined(small(summary), {"--out", out}));
    expect_ends_well(losses({}, calls, runs), joined(small(summary), {"--resume", out}), {runs.at(1)});
}

}  // namespace
}  // namespace twinarm::cli
