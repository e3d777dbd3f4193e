// A run that was killed, interrupted or had no room goes on to the bytes of one that was not.
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>

#include "host/store/journal.hpp"
#include "tests/host/cli/resumed.hpp"
#include "tests/host/full_disk.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;

/// Other threads, lanes, chunks and instruction sets each time.
Words other_settings(int i) {
    const Words all[] = {{"--threads", "1", "--lanes", "1", "--chunk", "37"},
                         {"--threads", "2", "--lanes", "4", "--chunk", "64"},
                         {"--threads", "3", "--instructions", "baseline", "--chunk", "16"}};
    return all[i % 3];
}

TEST_F(ResumedRuns, KilledAgainAndAgainItEndsInTheBytesOfOneThatWasNot) {
    const char* more = std::getenv("TWINARM_KILLS");  // .ci/full has 200
    const int kills = more == nullptr ? 6 : std::atoi(more);
    ASSERT_EQ(run(begin("whole", save_all())).code, 0);
    std::mt19937 random(20261201);
    int killed = 0;
    for (int round = 0; killed < kills; ++round) {
        const Words often = {"--commit-seconds", "0"};
        fs::remove_all(folder / "out");
        bool alive = killed_after(joined(joined(begin("out", save_all()), often), other_settings(round)),
                                  "out", 2 + random() % 3);
        for (int i = 1; alive && killed < kills; ++i) {
            ++killed;
            const std::size_t lines = lines_of(text_in(folder / "out/run.journal")).size();
            alive = killed_after(joined(resume("out", often), other_settings(round + i)), "out",
                                 lines + 1 + random() % 4);
        }
        const Ended ended = run(resume("out", other_settings(round + 1)));
        ASSERT_EQ(ended.code, 0) << ended.err;
        expect_same("out", "whole");
    }
}

TEST_F(ResumedRuns, KilledWhileCoursesAreSavedItGoesOnAfterThem) {
    const Words courses = {"--save", "courses", "--courses", "300", "-n", "300"},
                often = {"--commit-seconds", "0"};
    const fs::path journal = folder / "out/courses.journal";
    ASSERT_EQ(run(begin("whole", courses)).code, 0);
    ASSERT_TRUE(killed_after(joined(begin("out", courses), often), "out", 20, "courses.journal"));
    for (int i = 0; i < 3; ++i) {
        const std::string before = text_in(journal);
        const std::size_t lines = lines_of(before).size();
        ASSERT_TRUE(killed_after(resume("out", often), "out", lines + 20, "courses.journal"));
        EXPECT_TRUE(text_in(journal).starts_with(before.substr(0, before.rfind('\n') + 1)));
    }
    EXPECT_GE(lines_of(text_in(journal)).size(), 80u);
    ASSERT_EQ(run(resume("out")).code, 0);
    expect_same("out", "whole");
}

TEST_F(ResumedRuns, CoursesThatAreInTheirFileAreNotWrittenAgain) {
    const Words many = {"--save", "courses", "--courses", "20", "-n", "200", "--set", "trial.trials=40000"};
    const std::string name = adam::parquet_is_built() ? "courses.parquet" : "courses.csv";
    const auto written = [&](const std::string& file) { return fs::last_write_time(folder / "out" / file); };
    ASSERT_EQ(run(begin("whole", many)).code, 0);
    {
        const Running running(folder, begin("out", many));  // and killed while trials are drawn
        while (!running.has_ended() && !holds(text_in(folder / "out/courses.journal"), "\"file\""))
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        running.send(SIGKILL);
        ASSERT_EQ(running.wait().code, 128 + SIGKILL);
    }
    const auto before = written(name + ".partial");
    ASSERT_EQ(run(resume("out")).code, 0);
    EXPECT_EQ(written(name), before);
    expect_same("out", "whole");
}

TEST_F(ResumedRuns, OverPopulations) {
    const Words over = {"--populations", "two.csv", "-n", "1000", "--chunk", "100", "--commit-seconds", "0"};
    ASSERT_EQ(run(begin("whole", over)).code, 0);
    ASSERT_TRUE(killed_after(begin("out", over), "out", 4));
    fs::remove(folder / "two.csv");  // the journal holds all that is needed
    fs::remove(folder / "cohort.toml");
    ASSERT_EQ(run(resume("out")).code, 0);
    expect_same("out", "whole");
}

TEST_F(ResumedRuns, AnInterruptedRunIsReadableAndGoesOn) {
    ASSERT_EQ(run(begin("whole")).code, 0);
    const Running running(folder, begin("out", {"--chunk", "16", "--commit-seconds", "0"}));
    for (int i = 0; i < 20000 && lines_of(text_in(folder / "out/run.journal")).size() < 3; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    running.send(SIGTERM);
    const Ended ended = running.wait();
    ASSERT_EQ(ended.code, 143);
    EXPECT_TRUE(holds(ended.err, "twinarm run --resume out")) << ended.err;
    EXPECT_EQ(run({"show", "out", "3"}).code, 0);
    ASSERT_EQ(run(resume("out")).code, 0);
    expect_same("out", "whole");
}

TEST_F(ResumedRuns, WhereThereWasNoRoomItGoesOnOnceThereIs) {
    ASSERT_EQ(run(begin("whole")).code, 0);
    {
        const FullDisk full("patients.csv.partial");
        EXPECT_EQ(run(begin("out")).code, 6);
    }
    ASSERT_TRUE(fs::exists(folder / "out/run.journal"));
    const Ended ended = run(resume("out"));
    ASSERT_EQ(ended.code, 0) << ended.err;
    expect_same("out", "whole");
}

TEST_F(ResumedRuns, TheSameCommandWithResumeBeginsGoesOnAndHasNothingToDo) {
    const Words command = {"run", "cohort.toml",      "-n", "200", "--quiet", "--resume", "out", "--chunk",
                           "16",  "--commit-seconds", "0"};
    ASSERT_TRUE(killed_after(command, "out", 3));
    EXPECT_EQ(run(command).code, 0);
    const auto before = results("out");
    const Ended again = run(command);
    EXPECT_EQ(again.code, 0);
    EXPECT_TRUE(holds(again.err, "is complete")) << again.err;
    EXPECT_EQ(results("out"), before);
    for (const Words& other : {Words{"--seed", "9"}, Words{"--save", "courses"}, Words{"--max-fail", "1"}})
        EXPECT_EQ(run(joined(command, other)).code, 4) << other[0];
}

TEST_F(ResumedRuns, WithoutFileAnOptionThatSaysWhatARunIsIsRefusedByName) {
    ASSERT_TRUE(killed_after(begin("out", {"--chunk", "16", "--commit-seconds", "0"}), "out", 3));
    const auto before = results("out");
    const Words what[] = {{"--patients", "300"},    {"--seed", "9"},      {"--set", "trial.n=7"},
                          {"--first-patient", "1"}, {"--save", "tables"}, {"--populations", "two.csv"},
                          {"--max-fail", "1"}};
    for (const Words& option : what) {
        const Ended ended = run(resume("out", option));
        EXPECT_EQ(ended.code, 2) << option[0] << ended.err;
        EXPECT_TRUE(holds(ended.err, option[0] + ": what a run is stands in its journal")) << ended.err;
    }
    EXPECT_EQ(results("out"), before);
    const Ended ended =
        run(resume("out", {"--device", "auto", "--threads", "1", "--lanes", "4", "--chunk", "64",
                           "--instructions", "auto", "--commit-seconds", "1", "--json"}));
    EXPECT_EQ(ended.code, 0) << ended.err;
}

TEST_F(ResumedRuns, AnotherRunIsRefusedWithWhatDiffersAndNothingChanges) {
    ASSERT_TRUE(killed_after(begin("out", {"--chunk", "16", "--commit-seconds", "0"}), "out", 3));
    const auto before = results("out");
    const std::pair<Words, std::string> others[] = {
        {{"-n", "600", "--seed", "9"}, "the seed is 9, not"},
        {{"-n", "500"}, "the number of patients is 500, not 600"},
        {{"-n", "600", "--first-patient", "1"}, "the first patient is 1, not 0"},
        {{"-n", "600", "--set", "trial.n=7"}, "the cohort says \"n = 7\""},
        {{"-n", "1000", "--populations", "two.csv"}, "patients is 1000"},
        {{"-n", "600", "--save", "courses"}, "what is saved is rows, courses of 100 patients, not rows"},
        {{"-n", "600", "--max-fail", "1"}, "--max-fail is 1, not 0.001"}};
    for (const auto& [more, words] : others) {
        const Ended ended = run(joined({"run", "cohort.toml", "--resume", "out"}, more));
        EXPECT_EQ(ended.code, 4) << words << ended.err;
        EXPECT_TRUE(holds(ended.err, words)) << ended.err;
    }
    EXPECT_EQ(run(begin("out")).code, 2);  // without --resume: the folder is not empty
    EXPECT_EQ(results("out"), before);
}

TEST_F(ResumedRuns, RowsThatWereChangedAreSimulatedAgain) {
    ASSERT_EQ(run(begin("whole")).code, 0);
    for (const char* name : {"patients.csv.partial", "outcomes.bin.partial"}) {
        fs::remove_all(folder / "out");
        ASSERT_TRUE(killed_after(begin("out", {"--chunk", "16", "--commit-seconds", "0"}), "out", 6));
        std::string rows = text_in(folder / "out" / name);
        rows[rows.size() / 2] ^= 1;
        put_text(folder / "out" / name, rows);
        const Ended ended = run(resume("out"));
        ASSERT_EQ(ended.code, 0) << ended.err;
        expect_same("out", "whole");
    }
}

TEST_F(ResumedRuns, OldResultsStayUntilTheResumedRunIsComplete) {
    ASSERT_EQ(run(begin("out", {"--seed", "7"})).code, 0);
    const auto old = results("out");
    const Words slow = {"--chunk", "16", "--commit-seconds", "0"};
    ASSERT_TRUE(killed_after(joined(begin("out", {"--force", "-n", "4000"}), slow), "out", 3));
    const std::size_t lines = lines_of(text_in(folder / "out/run.journal")).size();
    const Running running(folder, resume("out", slow));
    for (int i = 0; i < 20000 && lines_of(text_in(folder / "out/run.journal")).size() < lines + 2; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    running.send(SIGINT);
    EXPECT_EQ(running.wait().code, 130);
    const auto now = results("out");
    for (const auto& [name, text] : old) EXPECT_TRUE(now.at(name) == text) << name;
    ASSERT_EQ(run(resume("out")).code, 0);
    ASSERT_EQ(run(begin("whole", {"-n", "4000"})).code, 0);
    expect_same("out", "whole");
}

TEST_F(ResumedRuns, WhereNothingCanGoOnItIsSaid) {
    for (const char* name : {"nothing", "."}) {
        const Ended ended = run(resume(name));
        EXPECT_EQ(ended.code, 2) << ended.err;
        EXPECT_TRUE(holds(ended.err, "holds no run that can go on")) << ended.err;
    }
    EXPECT_FALSE(fs::exists(folder / "nothing"));
}

TEST_F(ResumedRuns, AJournalWithoutAWholeLineHoldsNothing) {
    ASSERT_EQ(run(begin("whole", {"-n", "32"})).code, 0);
    for (const char* text : {"", "{\"twinarm_run\":1,\"prog"}) {
        fs::remove_all(folder / "out");
        fs::create_directory(folder / "out");
        put_text(folder / "out/run.journal", text);
        EXPECT_EQ(run(resume("out")).code, 2);
        ASSERT_EQ(run({"run", "cohort.toml", "-n", "32", "--quiet", "--resume", "out"}).code, 0);
        expect_same("out", "whole");
    }
}

TEST_F(ResumedRuns, AJournalOfAnotherVersionOrThatNoRunWroteIsRefused) {
    ASSERT_TRUE(killed_after(begin("out", {"--chunk", "16", "--commit-seconds", "0"}), "out", 3));
    const fs::path path = folder / "out/run.journal";
    const std::vector<std::string> lines = store::read_journal(path).lines;
    const auto with = [&](const std::string& old, const std::string& text) {
        std::string first = lines[0];
        store::Journal journal(path);  // sealed, as whoever knows how can
        journal.append(first.replace(first.find(old), old.size(), text));
        for (std::size_t i = 1; i < lines.size(); ++i) journal.append(lines[i]);
    };
    const std::string changes[][3] = {
        {"\"program\":\"", "\"program\":\"9.9.9 ", "the program is"},
        {"\"courses\":[]", "\"courses\":[600]",
         "run.journal:1: courses of patients that the run does not have"},
        {"\"first_patient\":0", "\"first_patient\":18446744073709551615", "there are no such patients"},
        {"\"shard\":1", "\"shard\":2", "there is no such shard"}};
    for (const auto& [old, text, words] : changes) {
        with(old, text);
        const Ended ended = run(resume("out"));
        EXPECT_EQ(ended.code, 4) << words << ended.err;
        EXPECT_TRUE(holds(ended.err, words)) << ended.err;
    }
}

}  // namespace
}  // namespace twinarm::cli
