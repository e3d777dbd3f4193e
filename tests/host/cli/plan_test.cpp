// What `plan` says against what the run then takes. bench/plan_check has large runs, and their time.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "host/adam/parquet_file.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

class Plan : public testing::Test {
  protected:
    static constexpr double goal = 0.1;  ///< of memory and disk

    Plan() {
        std::string rows = "population,weight,tumour.killing.median\n";
        for (int i = 1; i <= 50; ++i) rows += std::to_string(i) + ",0.02," + std::to_string(i) + "e-6 1/h\n";
        put_text(folder / "fifty.csv", rows);
    }
    /// The chunk, else as large as what is simulated in two seconds, is given: the machine may be busy.
    static Words of(const std::string& cohort, const Words& more) {
        Words words = {cohorts + "/" + cohort, "--chunk", "500", "--set", "study.horizon=18 wk"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    nlohmann::json planned(const Words& words) const {
        Words all = {"plan", "--json"};
        all.insert(all.end(), words.begin(), words.end());
        const Ended ended = run_program(folder, all);
        EXPECT_EQ(ended.code, 0) << ended.err;
        return nlohmann::json::parse(ended.out);
    }
    /// Memory of a program that writes to "out".
    double peak_of(const Words& words) const {
        fs::remove_all(folder / "out");
        const Running running(folder, words);
        double memory = 0;
        while (!running.has_ended()) {
            memory = std::max(memory, running.peak_bytes());
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        const Ended ended = running.wait();
        EXPECT_EQ(ended.code, 0) << ended.err;
        return memory;
    }
    void expect_takes_what_was_planned(const Words& words) const {
        SCOPED_TRACE(testing::PrintToString(words));
        const nlohmann::json plan = planned(words);
        Words all = {"run", "--quiet", "--out", "out"};
        all.insert(all.end(), words.begin(), words.end());
        const double said = plan["memory_bytes"];
        double memory = said / 2, disk = 0;
        // On a busy machine a run may take more than it needs, where threads meet in the allocator.
        for (int i = 0; i < 3 && std::abs(said / memory - 1) > goal; ++i) memory = peak_of(all);
        for (const auto& file : fs::recursive_directory_iterator(folder / "out"))
            if (file.is_regular_file() && file.path().filename() != "run.journal")
                disk += double(file.file_size());
        EXPECT_NEAR(said / memory, 1, goal) << memory;
        EXPECT_NEAR(plan["disk_bytes"].get<double>() / disk, 1, goal) << disk;
    }
    TemporaryFolder folder;
};

TEST_F(Plan, SaysTheMemoryAndTheDiskOfARun) {
    expect_takes_what_was_planned(of("select.toml", {"-n", "3000"}));
    expect_takes_what_was_planned(of("head_to_head.toml", {"-n", "2000"}));
}

TEST_F(Plan, OfAShardAndOfTheSummaryAlone) {
    expect_takes_what_was_planned(of("head_to_head.toml", {"-n", "5000", "--shard", "2/5"}));
    expect_takes_what_was_planned(of("select.toml", {"-n", "3000", "--save", "summary"}));
}

TEST_F(Plan, OverPopulations) {
    expect_takes_what_was_planned(of("select.toml", {"-n", "25000", "--populations", "fifty.csv"}));
}

TEST_F(Plan, OfTablesAndCourses) {
    if (!adam::parquet_is_built()) GTEST_SKIP() << "built without Arrow";
    expect_takes_what_was_planned(of("head_to_head.toml", {"-n", "1000", "--save", "tables"}));
    expect_takes_what_was_planned(
        of("pivot02_rcc.toml", {"-n", "500", "--save", "courses", "--courses", "50"}));
}

TEST_F(Plan, NamesEveryPartAndWritesNothing) {
    const Ended ended =
        run_program(folder, {"plan", cohorts + "/head_to_head.toml", "-n", "1000000", "--device", "cpu"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    for (const char* words : {"patients      1,000,000", "arms          4", "patient-arms  4,000,000",
                              "memory", "disk", "device        CPU", "time          about", "a pilot of"})
        EXPECT_TRUE(holds(ended.out, words)) << words << "\n" << ended.out;
    EXPECT_FALSE(fs::exists(folder / "runs"));
}

}  // namespace
}  // namespace twinarm::cli
