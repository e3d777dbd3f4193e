// [escalation]: what it says, and every mistake in it at its place.
#include "host/cohort/populations.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

using EscalationFile = CohortFiles;

const std::string whole =
    "[escalation]\nlevels = [\"control\", \"treated\"]\nwindow = \"21 d\"\ndesign = \"BOIN\"\n";

TEST_F(EscalationFile, ACohortWithoutItHasNoLevels) {
    EXPECT_TRUE(read_over_base("").escalation.levels.empty());
}

TEST_F(EscalationFile, HoldsLevelsWindowAndDesign) {
    const EscalationDesign design =
        read_over_base(whole +
                       "start = \"treated\"\ndlt_hypotension_grade = 4\ntarget = 0.25\ncohort_size = 2\n"
                       "max_patients = 24\nenough_at_level = 9\n")
            .escalation;
    EXPECT_EQ(design.levels, (std::vector<int>{0, 1}));
    EXPECT_EQ(design.start, 1);
    EXPECT_EQ(design.window_min, 21 * 1440);
    EXPECT_EQ(design.dlt_grade, 4);
    EXPECT_EQ(design.rule, EscalationRule::boin);
    EXPECT_EQ(design.target, 0.25);
    EXPECT_EQ(design.cohort_size, 2);
    EXPECT_EQ(design.max_patients, 24);
    EXPECT_EQ(design.enough_at_level, 9);
}

TEST_F(EscalationFile, DefaultsAreThoseOfTheDocumentation) {
    const EscalationDesign design = read_over_base(whole).escalation;
    EXPECT_EQ(design.start, 0);
    EXPECT_EQ(design.dlt_grade, 3);
    EXPECT_EQ(design.target, 0.3);
    EXPECT_EQ(design.cohort_size, 3);
    EXPECT_EQ(design.max_patients, 30);
    EXPECT_EQ(design.enough_at_level, 0);
}

TEST_F(EscalationFile, TheResolvedTextReadsBackToTheSame) {
    const Cohort cohort = read_over_base(whole + "target = 0.2\n");
    EXPECT_EQ(read_resolved(cohort.resolved, "resolved").escalation, cohort.escalation);
}

TEST_F(EscalationFile, ALevelThatIsNoArmIsNamedWithTheNearestOne) {
    EXPECT_EQ(error_over_base(
                  "[escalation]\nlevels = [\"control\", \"traeted\"]\nwindow = \"21 d\"\ndesign = \"3+3\"\n"),
              "c.toml:4:22: no such arm `traeted` (did you mean `treated`?)");
    EXPECT_EQ(error_over_base(
                  "[escalation]\nlevels = [\"control\", \"control\"]\nwindow = \"21 d\"\ndesign = \"3+3\"\n"),
              "c.toml:4:22: `control` is already a level");
    EXPECT_EQ(error_over_base("[escalation]\nlevels = [\"control\"]\nwindow = \"21 d\"\ndesign = \"3+3\"\n"),
              "c.toml:4:10: `levels` is a list of at least two arms, lowest dose first");
}

TEST_F(EscalationFile, AWindowBeyondTheHorizonIsRefused) {
    EXPECT_EQ(
        error_over_base("[escalation]\nlevels = [\"control\", \"treated\"]\nwindow = \"53 wk\"\ndesign = "
                        "\"3+3\"\n"),
        "c.toml:5:10: the window lies between the start of treatment and the horizon of 364 d");
}

TEST_F(EscalationFile, SizesOfBoinAreNotThoseOf3Plus3) {
    EXPECT_EQ(error_over_base("[escalation]\nlevels = [\"control\", \"treated\"]\nwindow = \"21 d\"\n"
                              "design = \"3+3\"\nmax_patients = 20\n"),
              "c.toml:7:1: `max_patients` is of the design \"BOIN\": the 3+3 design treats 3 patients at a "
              "time and at most 6 at a level");
}

TEST_F(EscalationFile, IsDesignThatNoPopulationSets) {
    EXPECT_THROW(read_populations("population,weight,escalation.target\n1,1,0.2\n", "p.csv"),
                 base::CohortError);
}

TEST_F(EscalationFile, ALevelIsGivenFromTheStart) {
    EXPECT_EQ(error_over_base(whole + "[regimen.hd]\nfirst_dose = \"21 d\"\n"),
              "c.toml:4:22: `treated`: aldesleukin is not given at the start of treatment, from which the "
              "window counts");
}

}  // namespace
}  // namespace twinarm::cohort
