// What is on the disk is destroyed by no mistake: refused, killed and interrupted runs, two runs in one
// folder, inputs named as outputs.
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "host/adam/parquet_file.hpp"
#include "host/store/folder_lock.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

class KeptResults : public testing::Test {
  protected:
    KeptResults() {
        put_text(folder / "included.toml", "[study]\nhorizon = \"26 wk\"\n");
        put_text(folder / "cohort.toml", "schema = 1\ninclude = [\"" + cohorts +
                                             "/select.toml\", \"included.toml\"]\n[trial]\ntrials = 20\n");
    }
    Words run(const Words& more, const std::string& out = "run") const {
        Words words{"run", "cohort.toml", "--quiet", "--out", out};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    void make_run() const { ASSERT_EQ(run_program(folder, run({"-n", "16"})).code, 0); }
    /// Names and contents of the files of a folder.
    std::map<std::string, std::string> contents(const std::string& name = "run") const {
        std::map<std::string, std::string> found;
        for (const auto& entry : fs::directory_iterator(folder / name))
            found[entry.path().filename()] = text_in(entry);
        return found;
    }
    template <class Condition>
    static void wait_until(const Condition& condition) {
        for (int i = 0; i < 2400 && !condition(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(25));
        ASSERT_TRUE(condition());
    }
    bool has_bytes(const std::string& file) const {
        std::error_code none;
        return fs::file_size(folder / file, none) > 0 && !none;
    }
    nlohmann::json json(const std::string& file) const {
        return nlohmann::json::parse(text_in(folder / file));
    }

    TemporaryFolder folder;
};

TEST_F(KeptResults, ARefusedRunLeavesTheOldOnes) {
    make_run();
    const auto before = contents();
    EXPECT_EQ(run_program(folder, run({"-n", "10000000000000", "--force"})).code, 6);
    EXPECT_EQ(run_program(folder, run({"-n", "16"})).code, 2);
    EXPECT_EQ(contents(), before);
}

TEST_F(KeptResults, NoVerbWritesOverWhatItReads) {
    make_run();
    const auto before = contents();
    const std::string cohort = text_in(folder / "cohort.toml"), included = text_in(folder / "included.toml");
    fs::create_symlink(folder / "cohort.toml", folder / "link.toml");
    const std::string arm = json("run/run.json")["arms"][0];
    for (const Words& words :
         {Words{"run", "run/resolved.toml", "-n", "4", "--out", "run", "--force"},
          Words{"report", "run", "-o", "run/patients.csv"},
          Words{"export", "run", "--patient", "3", "--arm", arm, "-o", "run/run.json"},
          Words{"endpoints", "run", "-o", "run", "--force"},
          Words{"predictors", "run", "--csv", "run/outcomes.bin"},
          Words{"exposure", "run", "--csv", "run/patients.csv"},
          Words{"predictors", "cohort.toml", "-n", "20", "--csv", "cohort.toml"},
          Words{"sweep", "cohort.toml", "-n", "4", "--over", "trial.n=5,6", "--csv", "included.toml"},
          Words{"sweep", "cohort.toml", "-n", "4", "--over", "trial.n=5,6", "--csv", "link.toml"},
          Words{"decide", "cohort.toml", "-n", "4", "--csv", "cohort.toml"}}) {
        const Ended ended = run_program(folder, words);
        EXPECT_EQ(ended.code, 2) << words[0] << ended.err;
        EXPECT_TRUE(holds(ended.err, "is read by this command") || holds(ended.err, "is the run itself"))
            << words[0] << ended.err;
    }
    EXPECT_EQ(contents(), before);
    EXPECT_EQ(text_in(folder / "cohort.toml"), cohort);
    EXPECT_EQ(text_in(folder / "included.toml"), included);
}

TEST_F(KeptResults, NoVerbWritesOverAFileOfAnyRun) {
    make_run();
    const auto before = contents();
    const std::string arm = json("run/run.json")["arms"][0];
    fs::copy(folder / "run", folder / "other");
    const Words sweep{"sweep", "cohort.toml", "-n", "4", "--over", "trial.n=5,6", "--csv"};
    const Words decide{"decide", cohorts + "/predictions/p06_combination_melanoma.toml", "-n", "4", "--csv"};
    for (const Words& start : {sweep, decide, Words{"predictors", "cohort.toml", "-n", "20", "--csv"},
                               Words{"predictors", "other", "--csv"}, Words{"report", "other", "-o"},
                               Words{"export", "other", "--patient", "3", "--arm", arm, "-o"}})
        for (const char* file : {"run/patients.csv", "run/populations.csv", "run/run.json",
                                 "run/adsl.parquet", "run/outcomes.bin.partial"}) {
            Words words = start;
            words.push_back(file);
            const Ended ended = run_program(folder, words);
            EXPECT_EQ(ended.code, 2) << words[0] << file << ended.err;
            EXPECT_TRUE(holds(ended.err, std::string(file) + ": is a file of the run in that folder"))
                << words[0] << ended.err;
        }
    const Ended calibrated =
        run_program(folder, {"calibrate", cohorts + "/calibration/default.toml", "--force", "-o", "run"});
    EXPECT_EQ(calibrated.code, 2) << calibrated.err;
    EXPECT_TRUE(holds(calibrated.err, "run/populations.csv: is a file of the run in that folder"))
        << calibrated.err;
    EXPECT_EQ(contents(), before);
    Words beside = sweep;
    beside.push_back("run/sweep.csv");
    for (int i = 0; i < 2; ++i) EXPECT_EQ(run_program(folder, beside).code, 0);
    EXPECT_TRUE(has_bytes("run/sweep.csv"));
}

TEST_F(KeptResults, WhoeverReadsAFolderThatIsBeingWrittenToIsToldByWhom) {
    make_run();
    const std::string arm = json("run/run.json")["arms"][0];
    {
        const store::FolderLock lock(folder / "run");
        for (const Words& words :
             {Words{"show", "run", "3"}, Words{"compare", "run"}, Words{"endpoints", "run"},
              Words{"predictors", "run"}, Words{"report", "run", "-o", "x.html"},
              Words{"export", "run", "--patient", "3", "--arm", arm, "-o", "x.xml"}}) {
            const Ended ended = run_program(folder, words);
            EXPECT_EQ(ended.code, 2) << words[0] << ended.err;
            EXPECT_TRUE(holds(ended.err,
                              "run: the folder is in use by process " + std::to_string(getpid()) + " on ") &&
                        holds(ended.err, " since 20"))
                << words[0] << ended.err;
            EXPECT_EQ(ended.out, "");
        }
    }
    EXPECT_EQ(run_program(folder, {"show", "run", "3"}).code, 0);
}

TEST_F(KeptResults, AKilledRunWithForceLeavesTheOldOnesWholeAndTheNextOneGoesOn) {
    make_run();
    const auto before = contents();
    const Running running(folder, run({"-n", "1000000", "--chunk", "16", "--force"}));
    wait_until([&] { return has_bytes("run/patients.csv.partial"); });
    running.send(SIGKILL);
    running.wait();
    auto after = contents();
    std::erase_if(after, [](const auto& file) {
        return file.first == "run.lock" || file.first == "run.journal" || file.first.ends_with(".partial");
    });
    EXPECT_EQ(after, before);
    EXPECT_EQ(run_program(folder, {"compare", "run"}).code, 0);
    EXPECT_EQ(run_program(folder, run({"-n", "8", "--force"})).code, 0);
    EXPECT_EQ(contents().size(), before.size());
    EXPECT_EQ(json("run/run.json")["patients_done"], 8);
}

TEST_F(KeptResults, TheSecondRunInAFolderIsToldWhoWritesThere) {
    const Running running(folder, run({"-n", "1000000", "--chunk", "16"}));
    wait_until([&] { return has_bytes("run/patients.csv.partial"); });
    for (const Words& more : {Words{"-n", "4"}, Words{"-n", "4", "--force"}}) {
        const Ended second = run_program(folder, run(more));
        EXPECT_EQ(second.code, 2);
        EXPECT_TRUE(holds(second.err, "in use by process ")) << second.err;
    }
    running.send(SIGTERM);
    EXPECT_EQ(running.wait().code, 143);
    EXPECT_FALSE(fs::exists(folder / "run/run.lock"));
}

TEST_F(KeptResults, InterruptedCoursesHaveNoNameAndTheRunSaysSo) {
    const std::string courses = adam::parquet_is_built() ? "run/courses.parquet" : "run/courses.csv";
    const Running running(folder, run({"-n", "2000", "--save", "courses", "--courses", "2000"}));
    wait_until([&] { return has_bytes("run/courses.rows.partial"); });
    running.send(SIGTERM);
    const Ended ended = running.wait();
    EXPECT_EQ(ended.code, 143) << ended.err;
    EXPECT_TRUE(holds(ended.err, " of 2000 patients were simulated; their file has no name")) << ended.err;
    EXPECT_FALSE(fs::exists(folder / courses));
    const auto record = json("run/run.json");
    EXPECT_EQ(record["interrupted"], true);
    EXPECT_EQ(record["signal"], SIGTERM);
    EXPECT_EQ(record["exit_code"], 143);
    EXPECT_EQ(record["patients_done"], 2000);
    EXPECT_FALSE(record["outputs"].contains("courses.parquet"));
    EXPECT_EQ(json("run/summary.json")["study"]["interrupted"], true);
}

TEST_F(KeptResults, ASignalWhileTrialsAreDrawnKeepsThePatientsAndEndpointsDrawThem) {
    const Running running(folder, run({"-n", "200", "--set", "trial.trials=1000000"}));
    wait_until([&] { return fs::exists(folder / "run/run.json"); });
    running.send(SIGINT);
    const Ended ended = running.wait();
    EXPECT_EQ(ended.code, 130) << ended.err;
    EXPECT_TRUE(holds(ended.err, "`twinarm endpoints run` draws them")) << ended.err;
    const auto record = json("run/run.json");
    EXPECT_EQ(record["interrupted"], true);
    EXPECT_EQ(record["exit_code"], 130);
    EXPECT_FALSE(fs::exists(folder / "run/trials.csv"));
    EXPECT_FALSE(fs::exists(folder / "run/summary.json"));
    EXPECT_EQ(run_program(folder, {"endpoints", "run", "--set", "trial.trials=20"}).code, 0);
}

}  // namespace
}  // namespace twinarm::cli
