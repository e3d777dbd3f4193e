// twinarm calibrate from the command line: killed and taken up again, interrupted, its files read by a run.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "host/cohort/read_cohort.hpp"
#include "host/statistics/weighted.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::calibrate {
namespace {

/// A quick calibration of NKTR-214 alone; its answer means nothing.
class Calibrate : public testing::Test {
  protected:
    Calibrate() {
        put_text(folder / "quick.toml", R"(schema = 1
[calibration]
id = "quick"
title = "a test"
generations = [24, 16]
populations = 30
least_effective = 2
largest_pareto_k = 100
[[hyper]]
path = "survival.new_lesion_rate.value"
disease = "mixed pretreated solid tumours"
prior = { log_uniform = ["1e-5 1/h", "4e-4 1/h"] }
source = "assumed"
[[hyper]]
path = "nktr214.last_chain_factor.value"
prior = { log_uniform = [0.02, 1] }
source = "assumed"
[[experiment]]
id = "excel"
cohort = ")" + cli::cohorts + R"(/calibration/excel.toml"
patients = 16
set = ["study.horizon=17 wk"]
[[target]]
id = "response"
trial = "EXCEL"
experiment = "excel"
arm = "all_levels"
counts = { response = 0, SD = 14, PD = 12 }
denominator = "evaluable"
source = "Bentebibel 2019"
)");
    }
    std::vector<std::string> command(const std::string& out,
                                     const std::vector<std::string>& more = {}) const {
        std::vector<std::string> all = {"calibrate", "quick.toml", "--out", out};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    std::string table(const std::string& out) const {
        return text_in(folder / (out + "/reference_table.txt"));
    }
    /// Waits until the table of a program that runs has `rows` rows.
    void wait_for(const std::string& out, std::size_t rows) const {
        for (int i = 0; i < 2400 && cli::lines_of(table(out)).size() < 4 + rows; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }

    TemporaryFolder folder;
};

TEST_F(Calibrate, WritesPopulationsDiagnosticsAndTheTable) {
    const cli::Ended ended = cli::run_program(folder, command("out"));
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(cli::holds(ended.out, "PRIOR AND POSTERIOR")) << ended.out;
    EXPECT_TRUE(cli::holds(ended.out, "FIT TO EACH TARGET"));
    EXPECT_EQ(cli::lines_of(table("out")).size(), 4 + 24 + 1 + 16u);  // header, rows, a proposal, rows
    const auto json = nlohmann::json::parse(text_in(folder / "out/diagnostics.json"));
    EXPECT_EQ(json["simulated"], true);
    EXPECT_EQ(json["hyper_parameters"].size(), 2u);
    EXPECT_EQ(json["fit"].size(), 2u);
    EXPECT_GT(json["effective_sample_size"], 2);

    // Every population reads as settings of the cohort; weights sum to 1.
    double sum = 0;
    std::size_t populations = 0;
    for (const std::string& line : cli::lines_of(text_in(folder / "out/populations.csv"))) {
        if (line.starts_with("population,")) continue;
        std::istringstream cells(line);
        std::string number, weight, lesion, chain;
        std::getline(cells, number, ',');
        std::getline(cells, weight, ',');
        std::getline(cells, lesion, ',');
        std::getline(cells, chain, ',');
        sum += std::stod(weight);
        ++populations;
        EXPECT_NO_THROW(cohort::read_cohort(
            cli::cohorts + "/excel.toml",
            {{"survival.new_lesion_rate.value=" + lesion, "nktr214.last_chain_factor.value=" + chain},
             {},
             {}}));
    }
    EXPECT_NEAR(sum, 1, 1e-9);
    EXPECT_EQ(populations, json["populations"]);
}

TEST_F(Calibrate, KilledAndTakenUpAgainGivesTheSameFilesWithAnyNumberOfThreads) {
    ASSERT_EQ(cli::run_program(folder, command("whole", {"--threads", "1"})).code, 0);
    const cli::Running running(folder, command("parts", {"--threads", "3"}));
    wait_for("parts", 3);
    running.send(SIGKILL);
    running.wait();
    const std::size_t left = table("parts").size();
    EXPECT_LT(left, table("whole").size());
    ASSERT_EQ(cli::run_program(folder, command("parts", {"--threads", "2"})).code, 0);
    EXPECT_EQ(table("parts"), table("whole"));
    for (const char* file : {"/populations.csv", "/diagnostics.json"})
        EXPECT_EQ(text_in(folder / ("parts" + std::string(file))),
                  text_in(folder / ("whole" + std::string(file))));
}

TEST_F(Calibrate, InterruptedItKeepsItsRowsAndSaysSo) {
    const cli::Running running(folder, command("out", {"--set", "calibration.generations=[100000]"}));
    wait_for("out", 3);
    running.send(SIGINT);
    const cli::Ended ended = running.wait();
    EXPECT_EQ(ended.code, 130) << ended.err;
    EXPECT_TRUE(cli::holds(ended.err, "continues from there")) << ended.err;
    EXPECT_GT(cli::lines_of(table("out")).size(), 4u + 3u);
}

TEST_F(Calibrate, ResultsStayUntilNewOnesTakeTheirPlace) {
    ASSERT_EQ(cli::run_program(folder, command("out")).code, 0);
    const auto results = [&] {
        return text_in(folder / "out/populations.csv") + text_in(folder / "out/diagnostics.json");
    };
    const std::string old = results();
    const std::size_t rows = cli::lines_of(table("out")).size();
    const cli::Running running(folder, command("out", {"--set", "calibration.generations=[24,16,100000]"}));
    wait_for("out", rows);
    running.send(SIGTERM);
    EXPECT_EQ(running.wait().code, 143);
    EXPECT_GT(cli::lines_of(table("out")).size(), rows);
    EXPECT_EQ(results(), old);
    // With --force the table goes, and what it said.
    const cli::Running again(folder,
                             command("out", {"--set", "calibration.generations=[100000]", "--force"}));
    while (!again.has_ended() && cli::lines_of(table("out")).size() >= rows)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    wait_for("out", 3);
    again.send(SIGTERM);
    EXPECT_EQ(again.wait().code, 143);
    EXPECT_EQ(results(), "");
}

TEST_F(Calibrate, RefusesTheTableOfOtherPriorsUnlessForced) {
    ASSERT_EQ(cli::run_program(folder, command("out")).code, 0);
    const std::vector<std::string> other = {"--set", "experiment.excel.patients=17"};
    const cli::Ended refused = cli::run_program(folder, command("out", other));
    EXPECT_EQ(refused.code, 4);
    EXPECT_TRUE(cli::holds(refused.err, "--force")) << refused.err;
    EXPECT_EQ(cli::run_program(folder, command("out", {other[0], other[1], "--force"})).code, 0);
}

TEST_F(Calibrate, SaysWhenThePosteriorIsNotResolved) {
    const cli::Ended ended =
        cli::run_program(folder, command("out", {"--set", "calibration.least_effective=1000000"}));
    EXPECT_EQ(ended.code, 4);
    EXPECT_TRUE(cli::holds(ended.err, "effective draws")) << ended.err;
    EXPECT_FALSE(text_in(folder / "out/populations.csv").empty());  // written all the same
}

TEST_F(Calibrate, ChecksTheMethodOnTheTable) {
    const cli::Ended ended = cli::run_program(
        folder, command("out", {"--set", "calibration.generations=[120]", "--check", "--truths", "60"}));
    ASSERT_EQ(ended.code, 0) << ended.err << ended.out;
    EXPECT_TRUE(cli::holds(ended.out, "SIMULATION-BASED CALIBRATION")) << ended.out;
    EXPECT_EQ(nlohmann::json::parse(text_in(folder / "out/check.json"))["truths"], 60);
}

TEST_F(Calibrate, TellsEveryMistakeOfItsFileWithExitCode3) {
    const cli::Ended ended = cli::run_program(
        folder, command("out", {"--set", "target.response.trial=3", "--set", "target.response.counts.CR=1"}));
    EXPECT_EQ(ended.code, 3);
    EXPECT_EQ(cli::lines_of(ended.err).size(), 2u) << ended.err;
}

}  // namespace
}  // namespace twinarm::calibrate
