// An output is no input and no file of a run, by whatever path; a file of another name may lie beside a run.
#include "host/store/results_kept.hpp"

#include <gtest/gtest.h>

#include "host/base/errors.hpp"
#include "host/store/result_names.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
namespace {

namespace fs = std::filesystem;

class ResultsKept : public testing::Test {
  protected:
    ResultsKept() {
        fs::create_directory(run);
        fs::create_directory(folder / "other");
    }
    void put_record() const {
        put_text(run / "run.json",
                 R"({"program": "twinarm", "outputs": {"resolved.toml": {}, "of_a_later_version.csv": {}}})");
    }
    static bool is_refused(const fs::path& output, const std::vector<std::string>& inputs = {}) {
        try {
            require_kept(output, inputs);
            return false;
        } catch (const base::UsageError& error) {
            EXPECT_EQ(std::string(error.what()).rfind(output.string(), 0), 0u) << error.what();
            return true;
        }
    }
    TemporaryFolder folder;
    fs::path run = folder / "run";
};

TEST_F(ResultsKept, WhatARunWroteOrCouldWriteIsRefusedWhetherItIsThereOrNot) {
    put_record();
    for (const std::string& name : result_names()) {
        EXPECT_TRUE(is_refused(run / name)) << name;
        EXPECT_TRUE(is_refused(run / (name + ".partial"))) << name;
        EXPECT_TRUE(is_refused(run / ".." / "run" / "." / name)) << name;
        EXPECT_FALSE(is_refused(folder / "other" / name)) << name;
    }
    for (const char* name : {"of_a_later_version.csv", "of_a_later_version.csv.partial", "run.lock"})
        EXPECT_TRUE(is_refused(run / name)) << name;
    for (const char* name : {"report.html", "sweep.csv", "patients.csv.bak", "patient_17.xml", "Run.json"})
        EXPECT_FALSE(is_refused(run / name)) << name;
}

TEST_F(ResultsKept, ADamagedRecordAndAFolderThatIsBeingWrittenToCountToo) {
    put_text(run / "run.json", "{\"program\"");
    EXPECT_TRUE(is_refused(run / "patients.csv"));
    fs::remove(run / "run.json");
    EXPECT_FALSE(is_refused(run / "patients.csv"));
    for (const char* of_a_run : {"run.lock", "run.journal"}) {
        put_text(run / of_a_run, "");
        for (const char* name :
             {"patients.csv", "patients.csv.partial", "run.json", "run.lock", "run.journal"})
            EXPECT_TRUE(is_refused(run / name)) << name;
        EXPECT_FALSE(is_refused(run / "sweep.csv"));
        fs::remove(run / of_a_run);
    }
}

TEST_F(ResultsKept, ThePlaceIsThatOfTheFolderThroughAnyLinkAndALinkElsewhereIsTheCallersOwn) {
    put_record();
    put_text(run / "patients.csv", "rows");
    fs::create_directory_symlink(run, folder / "link");
    EXPECT_TRUE(is_refused(folder / "link" / "patients.csv"));
    fs::create_symlink(run / "patients.csv", folder / "other" / "mine.csv");
    EXPECT_FALSE(
        is_refused(folder / "other" / "mine.csv"));  // an output replaces a link and never follows it
    EXPECT_TRUE(is_refused(folder / "other" / "mine.csv", {(run / "patients.csv").string()}));
}

TEST_F(ResultsKept, TheWorkingFolderMayBeThatOfARun) {
    put_record();
    const fs::path before = fs::current_path();
    fs::current_path(run);
    EXPECT_TRUE(is_refused("trials.csv"));
    EXPECT_FALSE(is_refused("sweep.csv"));
    fs::current_path(before);
}

}  // namespace
}  // namespace twinarm::store
