// A sweep that was killed or interrupted goes on to the table of one that was not.
#include <nlohmann/json.hpp>

#include "tests/host/cli/resumed.hpp"
#include "tests/host/full_disk.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;

class ResumedSweeps : public ResumedRuns {
  protected:
    /// Three points; the cohort has two arms.
    static Words sweep(const Words& more) {
        Words words = {"sweep", "cohort.toml", "--over",
                       "regimen.nktr214_6ug_q3w.dose=0.003 mg/kg,0.006 mg/kg,0.012 mg/kg"};
        if (std::count(more.begin(), more.end(), "-n") == 0) words = joined(words, {"-n", "150"});
        return joined(words, more);
    }
    static Words kept(const Words& more = {}) {
        return sweep(joined({"--resume", "journal", "--commit-seconds", "0", "--chunk", "8"}, more));
    }
    std::size_t lines() const { return lines_of(text_in(folder / "journal")).size(); }
    /// Starts the sweep and waits until its journal has so many lines.
    Ended stopped_after(std::size_t count, int signal, const Words& more = {}) const {
        const Running running(folder, kept(more));
        for (int i = 0; i < 20000 && lines() < count; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        running.send(signal);
        return running.wait();
    }

    const std::string journal = folder / "journal";
};

TEST_F(ResumedSweeps, KilledAgainAndAgainItEndsInTheSameTableCsvAndJson) {
    const Ended table = run(sweep({"--csv", "whole.csv"})), json = run(sweep({"--json"}));
    ASSERT_EQ(table.code, 0) << table.err;
    const Words settings[] = {{"--threads", "1", "--lanes", "1"}, {"--threads", "3", "--lanes", "4"}};
    // In the first point, at its end, in the second one, in the last one.
    std::size_t after = 3;
    for (int i = 0; i < 5; ++i, after = lines() + 7)
        ASSERT_EQ(stopped_after(after, SIGKILL, settings[i % 2]).code, 128 + SIGKILL) << i;
    const Ended ended = run(kept({"--csv", "parts.csv"}));
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(ended.out, table.out);
    EXPECT_EQ(text_in(folder / "parts.csv"), text_in(folder / "whole.csv"));
    // The file stays: what it holds is printed again.
    const std::string complete = text_in(journal);
    EXPECT_EQ(run(kept({"--json"})).out, json.out);
    EXPECT_EQ(text_in(journal), complete);
}

TEST_F(ResumedSweeps, AnInterruptedOneKeepsAllItHasAndSaysThatItGoesOn) {
    const Ended ended = stopped_after(4, SIGTERM);
    ASSERT_EQ(ended.code, 143) << ended.err;
    EXPECT_TRUE(holds(ended.err, "The same command goes on from there")) << ended.err;
    const Ended whole = run(sweep({})), now = run(kept());
    EXPECT_EQ(now.code, 0) << now.err;
    EXPECT_EQ(now.out, whole.out);
}

TEST_F(ResumedSweeps, ATornLineIsCutOffAndAChangedOneIsToldWithItsPlace) {
    ASSERT_EQ(stopped_after(5, SIGKILL).code, 128 + SIGKILL);
    const std::string text = text_in(journal);
    std::string changed = text;
    changed[text.find("\"patients\"", text.find('\n')) + 12] ^= 1;
    put_text(journal, changed);
    const Ended told = run(kept());
    EXPECT_EQ(told.code, 8);
    EXPECT_TRUE(holds(told.err, "journal:2: the line was changed")) << told.err;
    EXPECT_EQ(text_in(journal), changed);
    put_text(journal, text.substr(0, text.size() - 20));
    const Ended whole = run(sweep({})), now = run(kept());
    EXPECT_EQ(now.code, 0) << now.err;
    EXPECT_EQ(now.out, whole.out);
}

TEST_F(ResumedSweeps, AnotherSweepIsRefusedWithWhatDiffersAndNothingChanges) {
    ASSERT_EQ(stopped_after(3, SIGKILL).code, 128 + SIGKILL);
    const std::string text = text_in(journal) + "{\"point\":";  // a line that was not written to its end
    put_text(journal, text);
    const std::pair<Words, std::string> others[] = {
        {{"--seed", "9"}, "the seed is 9, not"},
        {{"-n", "200"}, "the number of patients is 200, not 150"},
        {{"--first-patient", "1"}, "the first patient is 1, not 0"},
        {{"--set", "trial.n=7"}, "the cohort says \"n = 7\""},
        {{"--over", "trial.n=7,8"}, "it is over "}};
    for (const auto& [more, words] : others) {
        const Ended ended = run(kept(more));
        EXPECT_EQ(ended.code, 4) << words << ended.err;
        EXPECT_TRUE(holds(ended.err, words)) << ended.err;
    }
    EXPECT_EQ(text_in(journal), text);
}

TEST_F(ResumedSweeps, NoOtherFileIsTakenForItsJournal) {
    const std::string cohort = text_in(folder / "cohort.toml");
    put_text(folder / "notes", "a line without an end");
    for (const char* file : {"cohort.toml", "two.csv", "notes"}) {
        const Ended ended = run(sweep({"--resume", file}));
        EXPECT_EQ(ended.code, 2) << ended.err;
    }
    EXPECT_EQ(text_in(folder / "cohort.toml"), cohort);
    EXPECT_EQ(text_in(folder / "notes"), "a line without an end");
    for (const char* table : {"journal", "./journal"}) EXPECT_EQ(run(kept({"--csv", table})).code, 2);
    EXPECT_EQ(run(sweep({"--resume", "t.csv.partial", "--csv", "t.csv"})).code, 2);
    EXPECT_FALSE(fs::exists(journal));
}

TEST_F(ResumedSweeps, WhereThereWasNoRoomItGoesOnOnceThereIs) {
    {
        const FullDisk full("journal");
        const Ended ended = run(kept());
        EXPECT_EQ(ended.code, 6) << ended.err;
        EXPECT_TRUE(holds(ended.err, "run the same command again")) << ended.err;
    }
    const Ended whole = run(sweep({})), now = run(kept());
    EXPECT_EQ(now.code, 0) << now.err;
    EXPECT_EQ(now.out, whole.out);
}

}  // namespace
}  // namespace twinarm::cli
