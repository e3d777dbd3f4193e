// run --save: what is written, what is refused.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/adam/parquet_file.hpp"
#include "host/adam/xpt_file.hpp"
#include "tests/host/cli/program.hpp"
#include "tests/host/full_disk.hpp"

namespace twinarm::cli {
namespace {

class Save : public testing::Test {
  protected:
    Ended run(std::vector<std::string> more) const {
        std::vector<std::string> all{
            "run",   cohorts + "/select.toml", "-n",      "30",    "--set", "trial.trials=20",
            "--set", "study.horizon=26 wk",    "--quiet", "--out", "out",   "--force"};
        all.insert(all.end(), more.begin(), more.end());
        return run_program(folder, all);
    }
    bool written(const char* name) const { return std::filesystem::exists(folder / "out" / name); }
    TemporaryFolder folder;
};

TEST_F(Save, WithoutItThereAreEndpointsOnly) {
    ASSERT_EQ(run({}).code, 0);
    EXPECT_TRUE(written("patients.csv"));
    for (const char* name : {"adsl.parquet", "trials.parquet", "courses.parquet", "courses.csv"})
        EXPECT_FALSE(written(name)) << name;
}

TEST_F(Save, TablesNeedArrowAndSaySo) {
    const Ended ended = run({"--save", "tables"});
    EXPECT_EQ(ended.code, adam::parquet_is_built() ? 0 : 7) << ended.err;
    EXPECT_EQ(written("adsl.parquet"), adam::parquet_is_built());
    EXPECT_EQ(holds(ended.err, "Apache Arrow"), !adam::parquet_is_built()) << ended.err;
    EXPECT_EQ(holds(run_program(folder, {"doctor"}).out, "Parquet       yes"), adam::parquet_is_built());
}

TEST_F(Save, TablesHaveTheFormatsThatAreAskedFor) {
    const Ended ended = run({"--save", "tables", "--table-format", "json"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(written("adsl.json"));
    EXPECT_TRUE(written("adtrait.json"));
    for (const char* name : {"adsl.parquet", "adsl.xpt", "trials.parquet"})
        EXPECT_FALSE(written(name)) << name;
    const auto record = nlohmann::json::parse(text_in(folder / "out/run.json"));
    EXPECT_TRUE(record["outputs"].contains("adrs.json")) << record["outputs"];
    ASSERT_EQ(run({}).code, 0);
    EXPECT_FALSE(written("adsl.json"));  // of the run before
}

TEST_F(Save, TransportFilesNeedReadStatAndSaySo) {
    const Ended ended = run({"--save", "tables", "--table-format", "xpt"});
    EXPECT_EQ(ended.code, adam::xpt_is_built() ? 0 : 7) << ended.err;
    EXPECT_EQ(written("adsl.xpt"), adam::xpt_is_built());
    EXPECT_EQ(holds(ended.err, "libreadstat-dev"), !adam::xpt_is_built()) << ended.err;
    EXPECT_EQ(holds(run_program(folder, {"doctor"}).out, "SAS transport yes"), adam::xpt_is_built());
}

TEST_F(Save, WhatATransportFileCannotHoldIsRefusedBeforeAnythingIsDeleted) {
    if (!adam::xpt_is_built()) GTEST_SKIP() << "built without ReadStat";
    ASSERT_EQ(run({}).code, 0);
    const std::string label = "drug.aldesleukin.label=\"" + std::string(200, 'x') + "\"";
    Ended ended = run({"--save", "tables", "--table-format", "xpt", "--set", label});
    EXPECT_EQ(ended.code, 2);
    EXPECT_TRUE(holds(ended.err, "at most 200 bytes")) << ended.err;
    ended = run({"--save", "tables", "--table-format", "xpt", "--first-patient", "9007199254740992"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_TRUE(holds(ended.err, "not exact in xpt and json")) << ended.err;
    EXPECT_TRUE(written("patients.csv"));
}

TEST_F(Save, AFullDiskUnderATransportFileIsSix) {
    if (!adam::xpt_is_built()) GTEST_SKIP() << "built without ReadStat";
    const FullDisk full("adrs.xpt.partial");
    const Ended ended = run({"--save", "tables", "--table-format", "xpt"});
    EXPECT_EQ(ended.code, 6);
    EXPECT_TRUE(holds(ended.err, "No space left")) << ended.err;
    EXPECT_FALSE(written("adrs.xpt"));
    EXPECT_TRUE(written("patients.csv"));
}

TEST_F(Save, CoursesAreWrittenWithArrowOrWithout) {
    const Ended ended = run({"--save", "courses", "--courses-of", "3,17"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(written(adam::parquet_is_built() ? "courses.parquet" : "courses.csv"));
    EXPECT_FALSE(written(adam::parquet_is_built() ? "courses.csv" : "courses.parquet"));
}

TEST_F(Save, WhatCannotBeMeantIsRefused) {
    const auto expect_usage = [&](std::vector<std::string> options, const char* word) {
        const Ended ended = run(options);
        EXPECT_EQ(ended.code, 2) << ended.err;
        EXPECT_TRUE(holds(ended.err, word)) << ended.err;
    };
    expect_usage({"--save", "everything"}, "everything");
    expect_usage({"--save", "courses", "--courses-of", "3,30"}, "--courses-of 30");
    expect_usage({"--courses", "10"}, "--save");
    expect_usage({"--table-format", "xpt"}, "--save");
    expect_usage({"--save", "tables", "--table-format", "sas7bdat"}, "sas7bdat");
    EXPECT_FALSE(written("patients.csv"));
}

}  // namespace
}  // namespace twinarm::cli
