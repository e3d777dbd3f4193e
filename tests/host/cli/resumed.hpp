// Runs that are killed and go on, and the run that was never interrupted.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

#include "host/adam/parquet_file.hpp"
#include "host/adam/xpt_file.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {

using Words = std::vector<std::string>;

class ResumedRuns : public testing::Test {
  protected:
    static constexpr int patients = 600;

    static void SetUpTestSuite() {
        setenv("SOURCE_DATE_EPOCH", "1767225600", 1);  // else tables hold the time
    }
    static void TearDownTestSuite() { unsetenv("SOURCE_DATE_EPOCH"); }

    ResumedRuns() {
        put_text(folder / "cohort.toml", "schema = 1\ninclude = [\"" + cohorts +
                                             "/predictions/p06_combination_melanoma.toml\"]\n[study]\n"
                                             "id = \"short\"\nhorizon = \"18 wk\"\n[trial]\ntrials = 50\n");
        put_text(folder / "two.csv",
                 "population,weight,tumour.killing.median\ncold,0.6,1e-5 1/h\nhot,0.4,9e-5 1/h\n");
    }

    /// Everything that can be saved in this build.
    static Words save_all() {
        std::string formats = "json";
        if (adam::parquet_is_built()) formats += ",parquet";
        if (adam::xpt_is_built()) formats += ",xpt";
        return {"--save", "tables,courses", "--table-format", formats, "--courses", "3"};
    }
    static Words joined(Words words, const Words& more) {
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }
    static Words begin(const std::string& out, const Words& more = {}) {
        Words words = {"run", "cohort.toml", "--quiet", "--out", out};
        if (std::count(more.begin(), more.end(), "-n") == 0)
            words = joined(words, {"-n", std::to_string(patients)});
        return joined(words, more);
    }
    static Words resume(const std::string& out, const Words& more = {}) {
        return joined({"run", "--quiet", "--resume", out}, more);
    }
    Ended run(const Words& words) const { return run_program(folder, words); }

    /// Kills the program once a journal in `out` has `lines` lines; false where it ended before.
    bool killed_after(const Words& words, const std::string& out, std::size_t lines,
                      const char* name = "run.journal") const {
        const std::filesystem::path journal = folder / out / name;
        const Running running(folder, words);
        while (!running.has_ended() && lines_of(text_in(journal)).size() < lines)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        running.send(SIGKILL);
        return running.wait().code == 128 + SIGKILL;
    }

    /// Names and contents of the files of a run. run.json holds times and threads; a process that is killed
    /// when all is done leaves its run.lock.
    std::map<std::string, std::string> results(const std::string& out) const {
        std::map<std::string, std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(folder / out))
            if (entry.is_regular_file() && entry.path().filename() != "run.lock")
                found[entry.path().filename()] = entry.path().filename() == "run.json" ? "" : text_in(entry);
        return found;
    }
    void expect_same(const std::string& out, const std::string& whole) const {
        const auto expected = results(whole), found = results(out);
        for (const auto& [name, text] : expected) {
            ASSERT_EQ(found.count(name), 1u) << name << " is missing in " << out;
            EXPECT_TRUE(found.at(name) == text) << name << " has other bytes in " << out;
        }
        for (const auto& [name, text] : found) EXPECT_EQ(expected.count(name), 1u) << name << " in " << out;
    }

    TemporaryFolder folder;
};

}  // namespace twinarm::cli
