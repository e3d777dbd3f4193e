// A run in shards, put together, has the bytes of one process.
#include <nlohmann/json.hpp>

#include "tests/host/cli/resumed.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;

class Shards : public ResumedRuns {
  protected:
    void make(const std::string& out, int of, const Words& more = {}) const {
        for (int i = 1; i <= of; ++i) {
            const Ended ended =
                run(begin(out, joined({"--shard", std::to_string(i) + "/" + std::to_string(of)}, more)));
            ASSERT_EQ(ended.code, 0) << ended.err;
        }
    }
    void expect_merged_is_whole(const Words& more, int of = 3) const {
        ASSERT_EQ(run(begin("whole", more)).code, 0);
        make("out", of, more);
        const Ended ended = run({"merge", "out", "--quiet"});
        ASSERT_EQ(ended.code, 0) << ended.err;
        expect_same("out", "whole");
    }
    nlohmann::json status(const std::string& out) const {
        return nlohmann::json::parse(run({"status", out, "--json"}).out);
    }
};

TEST_F(Shards, WithTablesAndCourses) {
    expect_merged_is_whole(save_all());
    EXPECT_EQ(run({"show", "out", "17"}).code, 0);
    EXPECT_EQ(run({"compare", "out", "whole"}).code, 0);
}

TEST_F(Shards, OverPopulationsThatShardsCut) {
    expect_merged_is_whole({"--populations", "two.csv", "-n", "1000"});
}

TEST_F(Shards, OnlyTheSummary) {
    expect_merged_is_whole({"--save", "summary"}, 4);
    EXPECT_FALSE(fs::exists(folder / "out/patients.csv"));
    EXPECT_FALSE(fs::exists(folder / "out/shards/1-of-4/patients.csv"));
}

TEST_F(Shards, OnlyTheSummaryOverPopulations) {
    expect_merged_is_whole({"--save", "summary", "--populations", "two.csv", "-n", "1000"});
}

TEST_F(Shards, WithFailedPatients) {
    const Words few_steps = {"--set", "solver.max_steps=200", "--max-fail", "1"};
    expect_merged_is_whole(few_steps, 2);
    const auto whole = nlohmann::json::parse(text_in(folder / "whole/run.json"));
    ASSERT_FALSE(whole["failures"]["first"].empty());
    EXPECT_EQ(nlohmann::json::parse(text_in(folder / "out/run.json"))["failures"], whole["failures"]);
    fs::remove_all(folder / "out");
    make("out", 3, joined(few_steps, {"--save", "summary"}));
    ASSERT_EQ(run({"merge", "out", "--quiet"}).code, 0);
    EXPECT_EQ(nlohmann::json::parse(text_in(folder / "out/run.json"))["failures"], whole["failures"]);
    EXPECT_EQ(text_in(folder / "out/summary.json"), text_in(folder / "whole/summary.json"));
}

TEST_F(Shards, MoreShardsThanPatients) {
    expect_merged_is_whole({"-n", "3"}, 5);
}

TEST_F(Shards, AShardWithoutPatientsSaysSo) {
    const Words empty = {"cohort.toml", "-n", "3", "--shard", "1/5"};
    const Ended made = run(joined({"run", "--out", "out"}, empty));
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_TRUE(holds(made.out, "Shard 1 of 5, no patients: complete.")) << made.out;
    const Ended planned = run(joined({"plan"}, empty));
    EXPECT_EQ(planned.code, 0) << planned.err;
    EXPECT_TRUE(holds(planned.out, "patients      0 (addresses none), seed 1, shard 1 of 5")) << planned.out;
}

TEST_F(Shards, AKilledShardGoesOnAndAMissingOneIsNamedWithItsCommand) {
    ASSERT_EQ(run(begin("whole")).code, 0);
    ASSERT_EQ(run(begin("out", {"--shard", "1/3"})).code, 0);
    const Words third = begin("out", {"--shard", "3/3", "--chunk", "16", "--commit-seconds", "0"});
    ASSERT_TRUE(killed_after(third, "out/shards/3-of-3", 3));
    const Ended refused = run({"merge", "out"});
    EXPECT_EQ(refused.code, 4);
    EXPECT_TRUE(holds(refused.err, "shard 2/3 is missing: twinarm run --resume out --shard 2/3"))
        << refused.err;
    EXPECT_TRUE(holds(refused.err, "shard 3/3 is not complete")) << refused.err;
    const auto parts = status("out")["parts"];
    EXPECT_EQ(parts[0]["state"], "complete");
    EXPECT_EQ(parts[1]["state"], "missing");
    EXPECT_EQ(parts[2]["state"], "stopped");
    EXPECT_GT(parts[2]["patients_done"], 0);
    fs::remove(folder / "cohort.toml");  // the other shards say what is missing
    for (const char* shard : {"2/3", "3/3", "1/3"}) EXPECT_EQ(run(resume("out", {"--shard", shard})).code, 0);
    EXPECT_EQ(status("out")["merged"], false);
    ASSERT_EQ(run({"merge", "out", "--quiet"}).code, 0);
    expect_same("out", "whole");
    EXPECT_EQ(status("out")["merged"], true);
}

TEST_F(Shards, AShardOfAnotherRunIsNamed) {
    ASSERT_EQ(run(begin("out", {"--shard", "1/2"})).code, 0);
    ASSERT_EQ(run(begin("out", {"--shard", "2/2", "--seed", "9"})).code, 0);
    const Ended refused = run({"merge", "out"});
    EXPECT_EQ(refused.code, 4);
    EXPECT_TRUE(holds(refused.err, "shard 2/2 is of another run: the seed is 9, not")) << refused.err;
    EXPECT_EQ(run(begin("out", {"--shard", "1/5"})).code, 2);  // another cut
}

TEST_F(Shards, FilesOfAnotherRunBesideAShardsJournalAreNotMerged) {
    const Words without_reader = {"--set", "assessment.reader_cv=0"};  // whose errors would show another seed
    const Words kinds[] = {without_reader, {"--save", "summary"}};
    const std::pair<Words, std::string> others[] = {
        {{"--seed", "9"}, "the seed is 9, not"},
        {{"--first-patient", "600"}, "the first patient is 600, not 0"},
        {{"--set", "tumour.killing.median=9e-5 1/h"}, "the cohort says"}};
    for (const Words& kind : kinds)
        for (const auto& [more, words] : others) {
            for (const char* out : {"out", "other"}) {
                fs::remove_all(folder / out);
                const Words given =
                    joined(joined({"-n", "8"}, kind), out == std::string("out") ? Words{} : more);
                make(out, 2, given);
            }
            for (const auto& file : fs::directory_iterator(folder / "other/shards/2-of-2"))
                if (file.path().filename() != "run.journal")
                    fs::copy(file, folder / "out/shards/2-of-2", fs::copy_options::overwrite_existing);
            const Ended ended = run({"merge", "out"});
            EXPECT_EQ(ended.code, 4) << words << ended.err;
            EXPECT_TRUE(holds(ended.err, "shard 2/2 has files of another run: " + words)) << ended.err;
            EXPECT_FALSE(fs::exists(folder / "out/run.json"));
        }
}

TEST_F(Shards, AChangedShardIsToldByItsFile) {
    make("out", 2);
    const fs::path rows = folder / "out/shards/2-of-2/patients.csv";
    std::string text = text_in(rows);
    const auto digit = text.find_last_of("123456789");
    text[digit] = text[digit] == '1' ? '2' : '1';
    put_text(rows, text);
    const Ended ended = run({"merge", "out"});
    EXPECT_EQ(ended.code, 8) << ended.err;
    EXPECT_TRUE(holds(ended.err, "2-of-2/patients.csv")) << ended.err;
    EXPECT_FALSE(fs::exists(folder / "out/run.json"));
}

TEST_F(Shards, AMergeThatWasKilledIsDoneAgain) {
    ASSERT_EQ(run(begin("whole")).code, 0);
    make("out", 2);
    put_text(folder / "out/patients.csv.partial", "as far as it came");
    put_text(folder / "out/run.lock", "twinarm writes results here\nprocess 1 on a since b\n");
    ASSERT_EQ(run({"merge", "out", "--quiet"}).code, 0);
    expect_same("out", "whole");
}

TEST_F(Shards, AMergeThatWasInterruptedWhileItSavedCoursesGoesOnAfterThem) {
    const Words courses = {"--save", "courses", "--courses", "600"};
    const fs::path journal = folder / "out/courses.journal", rows = folder / "out/courses.rows.partial";
    const auto bytes_of = [](const fs::path& path) {
        std::error_code none;
        const std::uintmax_t bytes = fs::file_size(path, none);
        return none ? 0 : bytes;
    };
    ASSERT_EQ(run(begin("whole", courses)).code, 0);
    make("out", 2, courses);
    std::string before;
    for (int i = 0; i < 3; ++i) {
        const Running merge(folder, {"merge", "out", "--quiet", "--force"});
        const std::uintmax_t bytes = bytes_of(rows);
        while (!merge.has_ended() && bytes_of(rows) <= bytes)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        merge.send(SIGTERM);
        EXPECT_EQ(merge.wait().code, 143);
        EXPECT_EQ(lines_of(text_in(journal)).size(), std::size_t(2 + i));
        EXPECT_TRUE(text_in(journal).starts_with(before)) << i;
        before = text_in(journal);
    }
    ASSERT_EQ(run({"merge", "out", "--quiet", "--force"}).code, 0);
    expect_same("out", "whole");
}

TEST_F(Shards, AShardIsNoRunToOtherVerbs) {
    make("out", 2);
    for (const Words& words : {Words{"show", "out/shards/1-of-2", "3"}, Words{"compare", "out/shards/1-of-2"},
                               Words{"report", "out/shards/1-of-2", "-o", "x.html"}}) {
        const Ended ended = run(words);
        EXPECT_EQ(ended.code, 2) << words[0] << ended.err;
        EXPECT_TRUE(holds(ended.err, "twinarm merge")) << ended.err;
    }
}

TEST_F(Shards, TheSchedulerNumbersThem) {
    ASSERT_EQ(run(begin("whole")).code, 0);
    for (const char* rank : {"0", "1"}) {
        setenv("PMI_RANK", rank, 1);
        setenv("PMI_SIZE", "2", 1);
        EXPECT_EQ(run(begin("out", {"--shard", "auto"})).code, 0);
    }
    unsetenv("PMI_RANK");
    unsetenv("PMI_SIZE");
    ASSERT_EQ(run({"merge", "out", "--quiet"}).code, 0);
    expect_same("out", "whole");
}

}  // namespace
}  // namespace twinarm::cli
