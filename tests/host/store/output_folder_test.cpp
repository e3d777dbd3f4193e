// The folder of a run: what may be replaced, and what cannot be used.
#include "host/store/output_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/store/file_names.hpp"
#include "tests/host/full_disk.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

namespace fs = std::filesystem;

TEST(OutputFolder, HasTheCohortFilesStem) {
    EXPECT_EQ(output_folder("", "cohorts/select.toml"), fs::path("runs/select"));
    EXPECT_EQ(output_folder("mine", "cohorts/select.toml"), fs::path("mine"));
}

TEST(OutputFolder, OneThatHoldsSomethingIsRefusedUnlessForced) {
    const TemporaryFolder folder;
    put_text(folder / "notes.txt", "mine");
    EXPECT_THROW(prepare_output_folder(folder.path(), {}, false, 0), base::UsageError);
    prepare_output_folder(folder.path(), {}, true, 0);
    EXPECT_EQ(text_in(folder / "notes.txt"), "mine");
}

TEST(OutputFolder, ItIsCreatedWithItsParentsAndLeftEmpty) {
    const TemporaryFolder folder;
    prepare_output_folder(folder / "a/b/c", {}, false, 0);
    EXPECT_TRUE(fs::is_empty(folder / "a/b/c"));
}

TEST(OutputFolder, AFileInItsPlaceIsAnError) {
    const TemporaryFolder folder;
    put_text(folder / "a", "");
    EXPECT_THROW(prepare_output_folder(folder / "a", {}, true, 0), base::FileError);
    EXPECT_THROW(prepare_output_folder(folder / "a/b", {}, true, 0), base::FileError);
}

TEST(OutputFolder, EveryFileOfAnOldRunGoesAndNoOther) {
    const TemporaryFolder folder;
    const auto mine = {"run.json",    "summary.json",    "resolved.toml",  "patients.csv", "outcomes.bin",
                       "trials.csv",  "adsl.parquet",    "adtrait.xpt",    "adrs.json",    "trials.parquet",
                       "courses.csv", "courses.parquet", "populations.csv"};
    for (const std::string name : mine)
        put_text(folder / name, "old"), put_text(folder / (name + ".partial"), "");
    put_text(folder / "diagnostics.json", "mine");
    prepare_output_folder(folder.path(), run_files(folder.path()), true, 0);
    EXPECT_EQ(text_in(folder / "diagnostics.json"), "mine");
    fs::remove(folder / "diagnostics.json");
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(OutputFolder, PopulationsThatNoRunWroteStay) {
    const TemporaryFolder folder;
    put_text(folder / "populations.csv", "of a calibration");
    prepare_output_folder(folder.path(), run_files(folder.path()), true, 0);
    EXPECT_EQ(text_in(folder / "populations.csv"), "of a calibration");
}

TEST(OutputFolder, ADiskTooSmallForTheResultsIsToldBeforehand) {
    const TemporaryFolder folder;
    EXPECT_THROW(prepare_output_folder(folder / "a", {}, false, 1e21), base::FileError);
}

}  // namespace
}  // namespace twinarm::store
