// twinarm export: a file for a patient that is in the run, and what is told otherwise.
#include <gtest/gtest.h>

#include "host/sbml/sbml.hpp"
#include "tests/host/cli/program.hpp"
#include "tests/host/cli/sealed_run.hpp"

namespace twinarm::cli {
namespace {

class Export : public testing::Test {
  protected:
    void SetUp() override {
        const Ended ended =
            run_program(folder, {"run", cohorts + "/head_to_head.toml", "-n", "3", "--first-patient", "30",
                                 "--set", "trial.trials=10", "--quiet", "--out", "run"});
        ASSERT_EQ(ended.code, 0) << ended.err;
    }
    Ended export_of(const std::string& patient, const std::string& arm,
                    const std::string& file = "p.xml") const {
        return run_program(folder, {"export", "run", "--patient", patient, "--arm", arm, "-o", file});
    }
    bool written() const { return std::filesystem::exists(folder / "p.xml"); }

    TemporaryFolder folder;
};

TEST_F(Export, WritesSbmlOfThePatientInTheArm) {
    if (!sbml::sbml_is_built()) GTEST_SKIP() << "built without libSBML";
    const Ended ended = export_of("31", "nktr214_nivolumab");
    ASSERT_EQ(ended.code, 0) << ended.err;
    const std::string text = text_in(folder / "p.xml");
    EXPECT_TRUE(holds(text, "<sbml xmlns=\"http://www.sbml.org/sbml/level3/version2/core\""));
    EXPECT_TRUE(holds(text, "patient=\"31\" arm=\"nktr214_nivolumab\""));
    EXPECT_TRUE(holds(text, "simulated data, not patients"));
}

TEST_F(Export, TwoExportsAreTheSameBytes) {
    if (!sbml::sbml_is_built()) GTEST_SKIP() << "built without libSBML";
    ASSERT_EQ(export_of("30", "aldesleukin").code, 0);
    const std::string first = text_in(folder / "p.xml");
    ASSERT_EQ(export_of("30", "aldesleukin").code, 0);  // a file that is there is replaced
    EXPECT_EQ(text_in(folder / "p.xml"), first);
}

TEST_F(Export, WithoutLibSbmlTheAnswerIsSeven) {
    if (sbml::sbml_is_built()) GTEST_SKIP() << "built with libSBML";
    const Ended ended = export_of("30", "nivolumab");
    EXPECT_EQ(ended.code, 7);
    EXPECT_TRUE(holds(ended.err, "libsbml5-dev")) << ended.err;
    EXPECT_FALSE(written());
}

TEST_F(Export, EventsAreTheDosesThatWereGiven) {
    const Ended ended = run_program(folder, {"export", "run", "--patient", "31", "--arm", "nktr214_nivolumab",
                                             "--events", "-o", "doses.csv"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_EQ(ended.out, "CMT 1: NKTR-214, AMT in nmol\nCMT 2: nivolumab, AMT in mg\n");
    const std::string text = text_in(folder / "doses.csv");
    EXPECT_EQ(text.find("ID,TIME,EVID,AMT,CMT,RATE,II,ADDL,SS\n31,0,1,"), 0u);
    EXPECT_TRUE(holds(text, "\n31,0,1,360,2,720,0,0,0\n"));
}

TEST_F(Export, APatientOrArmThatIsNotInTheRunIsUsage) {
    EXPECT_EQ(export_of("29", "nivolumab").code, 2);
    EXPECT_EQ(export_of("33", "nivolumab").code, 2);
    EXPECT_EQ(export_of("-1", "nivolumab").code, 2);
    EXPECT_EQ(export_of("30", "placebo").code, 2);
    EXPECT_EQ(export_of("30", "").code, 2);
    EXPECT_EQ(run_program(folder, {"export", "run", "--patient", "30", "--arm", "nivolumab"}).code, 2);
    EXPECT_FALSE(written());
}

TEST_F(Export, ARowThatDiffersIsEightAndNothingIsWritten) {
    std::string text = text_in(folder / "run/patients.csv");
    text.insert(text.find("30,nivolumab,") + 13, "9");
    put_text(folder / "run/patients.csv", text);
    seal_run(folder / "run");
    const Ended ended = export_of("30", "nivolumab");
    EXPECT_EQ(ended.code, 8);
    EXPECT_TRUE(holds(ended.err, "twinarm show run 30 --arm nivolumab")) << ended.err;
    EXPECT_FALSE(written());
}

TEST_F(Export, AFileThatCannotBeWrittenIsSix) {
    if (!sbml::sbml_is_built()) GTEST_SKIP() << "built without libSBML";
    EXPECT_EQ(export_of("30", "nivolumab", "nowhere/p.xml").code, 6);
    EXPECT_EQ(
        run_program(folder, {"export", "nowhere", "--patient", "30", "--arm", "nivolumab", "-o", "p.xml"})
            .code,
        6);
}

}  // namespace
}  // namespace twinarm::cli
