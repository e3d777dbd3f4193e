// Ctrl-C and SIGTERM: what was computed is saved, and it says so.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "host/adam/xpt_file.hpp"
#include "host/base/number_text.hpp"
#include "host/report/page.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

class Interrupted : public testing::TestWithParam<int> {};

TEST_P(Interrupted, ARunEndsSoonWithEverythingThatItComputed) {
    const TemporaryFolder folder;
    const Running running(folder, {"run", cohorts + "/select.toml", "-n", "1000000", "--chunk", "16", "--set",
                                   "trial.trials=20", "--set", "study.horizon=26 wk", "--out", "out"});
    // Its first rows reach the disk when the buffer is full: then some patients are done, and far from all.
    for (int i = 0; i < 1200; ++i) {
        std::error_code none;
        if (std::filesystem::file_size(folder / "out/patients.csv.partial", none) > 0 && !none) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    running.send(GetParam());
    const Ended ended = running.wait();
    EXPECT_EQ(ended.code, 128 + GetParam()) << ended.err;
    EXPECT_TRUE(holds(ended.out, "INTERRUPTED")) << ended.out;
    EXPECT_TRUE(holds(ended.err, "twinarm run --resume out")) << ended.err;

    const auto record = nlohmann::json::parse(text_in(folder / "out/run.json"));
    const auto summary = nlohmann::json::parse(text_in(folder / "out/summary.json"));
    const auto done = record["patients_done"].get<std::uint64_t>();
    EXPECT_GT(done, 0u);
    EXPECT_LT(done, 1000000u);
    EXPECT_EQ(record["interrupted"], true);
    EXPECT_EQ(record["signal"], GetParam());
    EXPECT_EQ(record["exit_code"], 128 + GetParam());
    EXPECT_EQ(summary["study"]["interrupted"], true);
    EXPECT_EQ(summary["arms"][0]["patients"], done);
    EXPECT_EQ(lines_of(text_in(folder / "out/patients.csv")).size(), 1 + done);
    EXPECT_EQ(run_program(folder, {"show", "out", std::to_string(done - 1)}).code, 0);
}

INSTANTIATE_TEST_SUITE_P(Signals, Interrupted, testing::Values(SIGINT, SIGTERM));

TEST(InterruptedTables, WithoutNotesSaySoInTheirLabels) {
    const TemporaryFolder folder;
    const std::string formats = adam::xpt_is_built() ? "json,xpt" : "json";
    const Running running(
        folder, {"run", cohorts + "/select.toml", "-n", "1000000", "--chunk", "16", "--set",
                 "trial.trials=20", "--set", "study.horizon=26 wk", "--save", "tables", "--table-format",
                 formats, "--commit-seconds", "0", "--quiet", "--out", "out"});
    for (int i = 0; i < 12000 && lines_of(text_in(folder / "out/run.journal")).size() < 2; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    running.send(SIGINT);
    EXPECT_EQ(running.wait().code, 130);
    for (const std::string name : {"ADSL", "ADRS", "ADTR", "ADTTE", "ADEX", "ADTRAIT"}) {
        std::string file;
        for (const char letter : name) file += char(std::tolower(letter));
        const std::string label = "INTERRUPTED: Simulated " + name;
        const auto json = nlohmann::json::parse(text_in(folder / "out" / (file + ".json")));
        EXPECT_EQ(json["label"], label);
        if (adam::xpt_is_built()) {
            EXPECT_TRUE(holds(text_in(folder / "out" / (file + ".xpt")), label));
        }
    }
}

template <class Condition>
void wait_for(const Condition& condition) {
    for (int i = 0; i < 6000 && !condition(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

/// A run that ended before all its patients were simulated, and what verbs say of it.
class OfAnInterruptedRun : public testing::Test {
  protected:
    using Words = std::vector<std::string>;

    static void SetUpTestSuite() {
        made = new TemporaryFolder;
        const Running running(*made,
                              {"run", cohorts + "/select.toml", "-n", "1000000", "--chunk", "16", "--set",
                               "trial.trials=20", "--set", "study.horizon=26 wk", "--quiet", "--out", "run"});
        wait_for([] {
            std::error_code none;
            return std::filesystem::file_size(*made / "run/patients.csv.partial", none) > 0 && !none;
        });
        running.send(SIGTERM);
        ASSERT_EQ(running.wait().code, 143);
        done = nlohmann::json::parse(text_in(*made / "run/run.json"))["patients_done"];
        ASSERT_LT(done, 1000000u);
        ASSERT_GT(done, 0u);
    }
    static void TearDownTestSuite() {
        delete made;
        made = nullptr;
    }
    static Ended twinarm(const Words& words) {
        const Ended ended = run_program(*made, words);
        EXPECT_EQ(ended.code, 0) << words[0] << ended.err;
        return ended;
    }
    static void expect_told(const std::string& text) {
        EXPECT_TRUE(holds(text, "INTERRUPTED: " + base::with_commas(done) + " of 1,000,000 patients"))
            << text;
    }
    static void expect_told(const nlohmann::json& json) {
        EXPECT_EQ(json["interrupted"], true) << json;
        EXPECT_EQ(json["patients_planned"], 1000000) << json;
    }
    static TemporaryFolder* made;
    static std::uint64_t done;
};
TemporaryFolder* OfAnInterruptedRun::made = nullptr;
std::uint64_t OfAnInterruptedRun::done = 0;

TEST_F(OfAnInterruptedRun, EndpointsAreInterruptedInEveryTextAndFile) {
    expect_told(twinarm({"endpoints", "run", "--out", "again"}).out);
    for (const std::string name : {"summary.json", "run.json"}) {
        const auto json = nlohmann::json::parse(text_in(*made / "again" / name));
        expect_told(name == "run.json" ? json : json["study"]);
    }
    expect_told(nlohmann::json::parse(twinarm({"endpoints", "run", "--json"}).out)["study"]);
    expect_told(twinarm({"endpoints", "run"}).out);
}

TEST_F(OfAnInterruptedRun, ComparisonsPredictorsAndTheReportSaySo) {
    twinarm({"run", cohorts + "/select.toml", "-n", "8", "--set", "trial.trials=20", "--quiet", "--out",
             "whole"});
    const std::string text = twinarm({"compare", "whole", "run"}).out;
    expect_told(text);
    EXPECT_TRUE(holds(text, "run 2: INTERRUPTED") && !holds(text, "run 1: INTERRUPTED")) << text;
    const auto json = nlohmann::json::parse(twinarm({"compare", "whole", "run", "--json"}).out);
    expect_told(json["runs"][1]);
    EXPECT_EQ(json["runs"][0]["interrupted"], false);

    expect_told(twinarm({"exposure", "run"}).out);
    expect_told(nlohmann::json::parse(twinarm({"exposure", "run", "--json"}).out));
    expect_told(twinarm({"predictors", "run"}).out);
    expect_told(nlohmann::json::parse(twinarm({"predictors", "run", "--json", "--csv", "p.csv"}).out));
    const std::string csv = text_in(*made / "p.csv");
    EXPECT_TRUE(holds(csv, "; interrupted: " + std::to_string(done) + " of 1000000 patients")) << csv;

    if (!report::report_is_built()) GTEST_SKIP() << "built without d3";
    expect_told(twinarm({"report", "run", "-o", "r.html", "--sample", "10"}).out);
    expect_told(
        nlohmann::json::parse(twinarm({"report", "run", "-o", "r.html", "--sample", "10", "--json"}).out));
}

TEST_F(OfAnInterruptedRun, NothingIsCalledInterruptedThatIsWhole) {
    twinarm(
        {"run", cohorts + "/select.toml", "-n", "12", "--set", "trial.trials=20", "--quiet", "--out", "all"});
    for (const Words& words :
         {Words{"endpoints", "all"}, Words{"compare", "all"}, Words{"predictors", "all"}})
        EXPECT_FALSE(holds(twinarm(words).out, "INTERRUPTED")) << words[0];
}

TEST(InterruptedSweep, LeavesItsEarlierTableAndSaysWhichPointsItHas) {
    const TemporaryFolder folder;
    put_text(folder / "sweep.csv", "earlier\n");
    std::string over = "trial.n=5";
    for (int n = 6; n < 200; ++n) over += "," + std::to_string(n);
    for (const bool as_json : {false, true}) {
        std::vector<std::string> words{
            "sweep", cohorts + "/select.toml", "-n", "400", "--over", over, "--csv", "sweep.csv"};
        if (as_json) words.push_back("--json");
        const Running running(folder, words);
        wait_for([&] { return running.catches(SIGINT); });
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        running.send(SIGINT);
        const Ended ended = running.wait();
        EXPECT_EQ(ended.code, 130) << ended.err;
        EXPECT_TRUE(holds(ended.err, " of 195 points were simulated")) << ended.err;
        EXPECT_TRUE(holds(ended.err, "sweep.csv.partial")) << ended.err;
        EXPECT_EQ(text_in(folder / "sweep.csv"), "earlier\n");
        EXPECT_TRUE(std::filesystem::exists(folder / "sweep.csv.partial"));
        if (!as_json) {
            EXPECT_TRUE(holds(ended.out, "INTERRUPTED: ")) << ended.out;
            continue;
        }
        const auto json = nlohmann::json::parse(ended.out);
        EXPECT_EQ(json["interrupted"], true);
        EXPECT_EQ(json["points_planned"], 195);
        EXPECT_LT(json["points"].size(), 195u);
    }
}

TEST(InterruptedDecision, EndsWithinASecondWhileTrialsAreDrawn) {
    const TemporaryFolder folder;
    const Running running(
        folder, {"decide", cohorts + "/predictions/p06_combination_melanoma.toml", "-n", "4", "--sizes",
                 "1000,10000", "--set", "trial.trials=1000000", "--csv", "d.csv"});
    wait_for([&] { return running.catches(SIGTERM); });
    std::this_thread::sleep_for(std::chrono::milliseconds(300));  // four patients take a few of them
    running.send(SIGTERM);
    const auto start = std::chrono::steady_clock::now();
    const Ended ended = running.wait();
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
    EXPECT_EQ(ended.code, 143) << ended.err;
    EXPECT_TRUE(holds(ended.err, "interrupted: a decision needs all patients and all virtual trials"))
        << ended.err;
    EXPECT_EQ(ended.out, "");
    EXPECT_FALSE(std::filesystem::exists(folder / "d.csv"));
}

}  // namespace
}  // namespace twinarm::cli
