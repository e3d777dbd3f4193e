// Ctrl-C and SIGTERM: what was computed is saved, and it says so.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

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

}  // namespace
}  // namespace twinarm::cli
