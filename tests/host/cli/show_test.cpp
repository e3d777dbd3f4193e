// One patient again: the same digits as in its row, and what is told where a run is damaged.
#include <gtest/gtest.h>

#include "tests/host/cli/program.hpp"
#include "tests/host/cli/sealed_run.hpp"

namespace twinarm::cli {
namespace {

class Show : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        made = new TemporaryFolder;
        const Ended ended =
            run_program(*made, {"run", cohorts + "/head_to_head.toml", "-n", "12", "--first-patient", "30",
                                "--seed", "9", "--set", "trial.trials=20", "--quiet", "--out", "run"});
        ASSERT_EQ(ended.code, 0) << ended.err;
    }
    static void TearDownTestSuite() {
        delete made;
        made = nullptr;
    }
    void SetUp() override { std::filesystem::copy(*made / "run", folder / "run"); }

    Ended show(std::vector<std::string> more) const {
        more.insert(more.begin(), {"show", "run"});
        return run_program(folder, more);
    }
    void replace_in(const std::string& file, const std::string& from, const std::string& to) const {
        std::string text = text_in(folder / file);
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        put_text(folder / file, text.replace(at, from.size(), to));
    }

    static TemporaryFolder* made;
    TemporaryFolder folder;
};
TemporaryFolder* Show::made = nullptr;

TEST_F(Show, EveryPatientOfTheRunAgreesWithItsRowInEveryArm) {
    for (int patient = 30; patient < 42; ++patient) {
        const Ended ended = show({std::to_string(patient)});
        EXPECT_EQ(ended.code, 0) << ended.err;
        std::size_t agreed = 0;
        for (const std::string& line : lines_of(ended.out)) agreed += holds(line, "agrees with its row");
        EXPECT_EQ(agreed, 4u) << ended.out;
    }
}

TEST_F(Show, TellsOutcomeDosesScansAndCourse) {
    const Ended ended = show({"30", "--arm", "aldesleukin", "--parameters"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    for (const char* words :
         {"PATIENT 30 in arm aldesleukin", "best response", "PFS", "DOSES", "given", "SCANS", "baseline",
          "COURSE", "CD8:Treg", "PARAMETERS", "covariates.weight", "Simulated data"})
        EXPECT_TRUE(holds(ended.out, words)) << words << "\n" << ended.out;
    EXPECT_FALSE(holds(ended.out, "in arm nktr214"));
}

TEST_F(Show, AsCsvEveryLineHasTheColumnsOfItsHeader) {
    const Ended ended = show({"31", "--csv", "--every", "7 d"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto lines = lines_of(ended.out);
    ASSERT_GT(lines.size(), 1u + 4 * 52);
    EXPECT_EQ(lines[0].rfind("patient,arm,time_d,", 0), 0u) << lines[0];
    EXPECT_TRUE(holds(ended.err, "simulated data, not patients")) << ended.err;
    const auto commas = [](const std::string& line) { return std::count(line.begin(), line.end(), ','); };
    for (std::size_t i = 1; i < lines.size(); ++i) ASSERT_EQ(commas(lines[i]), commas(lines[0])) << lines[i];
    EXPECT_EQ(lines[1].rfind("31,aldesleukin,0,", 0), 0u) << lines[1];
}

TEST_F(Show, APatientOrArmThatIsNotInTheRunIsUsage) {
    for (const char* patient : {"29", "42"}) {
        const Ended ended = show({patient});
        EXPECT_EQ(ended.code, 2);
        EXPECT_TRUE(holds(ended.err, "30 to 41")) << ended.err;
    }
    const Ended ended = show({"30", "--arm", "placebo"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_TRUE(holds(ended.err, "nivolumab")) << ended.err;
    EXPECT_EQ(show({"30", "--every", "soon"}).code, 2);
    EXPECT_TRUE(holds(show({"30", "--every", "1,5 d"}).err, "`1,5` has a decimal comma: write 1.5"));
    EXPECT_EQ(show({"30", "--csv", "--every", "1 week"}).out, show({"30", "--csv", "--every", "7 d"}).out);
}

TEST_F(Show, AChangedRowIsEightAndBothRowsAreShown) {
    replace_in("run/patients.csv", "\n30,aldesleukin,0,", "\n30,aldesleukin,0,XX");
    EXPECT_TRUE(holds(show({"31"}).err, "patients.csv: is not the file that the run wrote"));
    seal_run(folder / "run");
    const Ended ended = show({"30"});
    EXPECT_EQ(ended.code, 8);
    EXPECT_TRUE(holds(ended.out, "DIFFERS")) << ended.out;
    EXPECT_TRUE(holds(ended.err, "stored: 30,aldesleukin,0,XX")) << ended.err;
    EXPECT_EQ(show({"31"}).code, 0);
}

TEST_F(Show, AnotherSeedInTheRecordIsEight) {
    replace_in("run/run.json", "\"seed\": 9", "\"seed\": 10");
    EXPECT_EQ(show({"30", "--arm", "nivolumab"}).code, 8);
    seal_run(folder / "run");
    EXPECT_EQ(show({"30", "--arm", "nivolumab"}).code, 8);
}

TEST_F(Show, AHalfWrittenTableIsNamedAndLocatedWhereItsRecordFits) {
    const std::string text = text_in(folder / "run/patients.csv");
    put_text(folder / "run/patients.csv", text.substr(0, text.find("\n35,nktr214,") + 20));
    Ended ended = show({"35"});
    EXPECT_EQ(ended.code, 8);
    EXPECT_TRUE(holds(ended.err, "patients.csv: is not the file that the run wrote: it has ")) << ended.err;
    seal_run(folder / "run");
    ended = show({"36"});
    EXPECT_EQ(ended.code, 4);
    // The names, 5 patients with 4 rows, arm 2.
    EXPECT_TRUE(holds(ended.err, "patients.csv:23:1: the row is cut off")) << ended.err;
    EXPECT_TRUE(holds(ended.err, "half-written")) << ended.err;
    put_text(folder / "run/patients.csv", text.substr(0, text.find("\n36,") + 1));
    EXPECT_EQ(show({"36"}).code, 8);
    seal_run(folder / "run");
    ended = show({"36"});
    EXPECT_EQ(ended.code, 4);
    EXPECT_TRUE(holds(ended.err, "without a row of patient 36")) << ended.err;
}

TEST_F(Show, AHalfWrittenRecordIsNamed) {
    const std::string text = text_in(folder / "run/run.json");
    put_text(folder / "run/run.json", text.substr(0, text.size() / 2));
    const Ended ended = show({"30"});
    EXPECT_EQ(ended.code, 8);
    EXPECT_TRUE(holds(ended.err, "run/run.json: is not what a run wrote")) << ended.err;
}

TEST_F(Show, ARecordWithoutAKeyOrWithAWrongOneIsNamed) {
    replace_in("run/run.json", "\"seed\": 9", "\"sead\": 9");
    EXPECT_EQ(show({"30"}).code, 8);
    seal_run(folder / "run");
    Ended ended = show({"30"});
    EXPECT_EQ(ended.code, 4);
    EXPECT_TRUE(holds(ended.err, "/seed: is missing")) << ended.err;
    replace_in("run/run.json", "\"sead\": 9", "\"seed\": \"nine\"");
    seal_run(folder / "run");
    ended = show({"30"});
    EXPECT_EQ(ended.code, 4);
    EXPECT_TRUE(holds(ended.err, "/seed: \"nine\" is not of type \"integer\"")) << ended.err;
}

TEST_F(Show, ADamagedCohortIsThreeAndLocated) {
    const std::string text = text_in(folder / "run/resolved.toml");
    put_text(folder / "run/resolved.toml", text.substr(0, text.size() / 2));
    EXPECT_EQ(show({"30"}).code, 8);
    seal_run(folder / "run");
    const Ended ended = show({"30"});
    EXPECT_EQ(ended.code, 3);
    EXPECT_TRUE(holds(ended.err, "resolved.toml:")) << ended.err;
}

TEST_F(Show, AFileThatIsMissingIsInputOutput) {
    for (const char* file : {"patients.csv", "resolved.toml", "run.json"}) {
        std::filesystem::remove(folder / "run" / file);
        const Ended ended = show({"30"});
        EXPECT_EQ(ended.code, 6);
        EXPECT_TRUE(holds(ended.err, file)) << ended.err;
    }
    EXPECT_EQ(run_program(folder, {"show", "nowhere", "30"}).code, 6);
}

}  // namespace
}  // namespace twinarm::cli
