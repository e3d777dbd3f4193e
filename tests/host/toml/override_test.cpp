// `--set path=value`, `--seed`, `-n`.
#include "host/cohort/parameter_range.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::toml {
namespace {

class Overrides : public cohort::CohortFiles {
  protected:
    cohort::Cohort read(std::vector<std::string> set) {
        cohort::CohortOverrides overrides;
        overrides.set = std::move(set);
        return cohort::read_cohort(over_base(""), overrides);
    }
    std::string error(const std::string& setting) {
        cohort::CohortOverrides overrides;
        overrides.set = {setting};
        const auto all = errors(over_base(""), overrides);
        return all.empty() ? "" : all.front();
    }
};

TEST_F(Overrides, ANumberIsSet) {
    EXPECT_EQ(read({"trial.n=60"}).trial.n, 60);
}

TEST_F(Overrides, AKeyOfAParameterIsSet) {
    const Marginal m = read({"tumour.killing.log_sd=2.0"})
                           .study.population.marginal[cohort::parameter_index("tumour.killing")];
    EXPECT_EQ(m.component[0].scale, 2.0);
}

TEST_F(Overrides, ATextNeedsNoQuotes) {
    EXPECT_EQ(read({"regimen.hd.dose=700000 IU/kg"}).study.arms[1].regimens[0].dose,
              read({"regimen.hd.dose = \"700000 IU/kg\""}).study.arms[1].regimens[0].dose);
    EXPECT_EQ(read({"study.title=a new title"}).title, "a new title");
}

TEST_F(Overrides, ATableIsSetWhole) {
    const cohort::Cohort c = read({"tumour.crowding={ median = 0.1, log_sd = 0.5, source = \"assumed\" }",
                                   "assessment.scans={at=[\"6 wk\", \"9 wk\"]}"});
    EXPECT_EQ(c.study.population.marginal[cohort::parameter_index("tumour.crowding")].kind,
              DistributionKind::lognormal);
    EXPECT_EQ(c.study.scans[0].count, 3);
}

TEST_F(Overrides, AMemberOfAListIsFoundByIdOrNumber) {
    EXPECT_EQ(read({"arm.treated.trial_n=80"}).arms[1].trial_n, 80);
    EXPECT_EQ(read({"arm.0.trial_n=70"}).arms[0].trial_n, 70);
}

TEST_F(Overrides, AKeyThatTheFileLacksIsAdded) {
    EXPECT_EQ(read({"solver.max_steps=1000"}).study.solver.max_steps, 1000);
}

TEST_F(Overrides, TheLastOneWins) {
    EXPECT_EQ(read({"trial.n=60", "trial.n=61"}).trial.n, 61);
}

TEST_F(Overrides, SeedAndPatientsAreSet) {
    cohort::CohortOverrides overrides;
    overrides.seed = 18446744073709551615u;
    overrides.patients = 7;
    const cohort::Cohort c = cohort::read_cohort(over_base(""), overrides);
    EXPECT_EQ(c.study.seed, 18446744073709551615u);
    EXPECT_EQ(c.patients, 7u);
    const cohort::Cohort again = cohort::read_resolved(c.resolved, "resolved.toml");
    EXPECT_EQ(again.study.seed, 18446744073709551615u);
    EXPECT_EQ(again.patients, 7u);
}

TEST_F(Overrides, NoPatientsIsAnErrorOfTheOption) {
    cohort::CohortOverrides overrides;
    overrides.patients = 0;
    EXPECT_EQ(errors(over_base(""), overrides),
              std::vector<std::string>{"-n: a cohort needs at least one patient"});
}

TEST_F(Overrides, AWrongPathIsAnErrorOfTheOption) {
    EXPECT_EQ(error("tumour.kiling.log_sd=2.0"),
              "--set tumour.kiling.log_sd=2.0, character 8: unknown key `kiling` in [tumour] (did you mean "
              "`killing`?)");
    EXPECT_EQ(error("trail.n=60"),
              "--set trail.n=60, character 1: unknown key `trail` in the file (did you mean `trial`?)");
    EXPECT_EQ(error("arm.treatd.trial_n=80"),
              "--set arm.treatd.trial_n=80, character 5: no such arm `treatd` (did you mean `treated`?)");
    EXPECT_EQ(error("arm.2.trial_n=80"), "--set arm.2.trial_n=80, character 5: no such arm `2`");
    EXPECT_EQ(error("study.title.x=80"),
              "--set study.title.x=80, character 13: `title` is a text and has no member `x`");
}

TEST_F(Overrides, AWrongValueIsAnErrorOfTheOption) {
    EXPECT_EQ(error("trial.n=0"), "--set trial.n=0, character 9: 0 is too small: the least is 1");
    EXPECT_EQ(error("tumour.killing.median=5 mg"),
              "--set tumour.killing.median=5 mg, character 23: expected 1/min, 1/h, 1/d, 1/wk, 1/month or "
              "1/year, got mg");
    EXPECT_EQ(error("tumour.killing.log_sd=-1"),
              "--set tumour.killing.log_sd=-1, character 23: `tumour.killing`: log_sd = -1 (a spread cannot "
              "be negative)");
    EXPECT_EQ(error("tumour.crowding={ median = 0.1"),
              "--set tumour.crowding={ median = 0.1, character 17: `{ median = 0.1` is not a TOML value");
}

TEST_F(Overrides, AMistakeInsideOfATableHasItsLetter) {
    EXPECT_EQ(
        error("assessment.scans={ every = \"6 wkk\" }"),
        "--set assessment.scans={ every = \"6 wkk\" }, character 28: unknown unit `wkk`, expected min, h, d, "
        "wk, month or year (did you mean `wk`?)");
}

TEST_F(Overrides, ARegimenOrADrugThatIsNotThereIsNoted) {
    EXPECT_EQ(error("regimen.hdd.dose=1 mg/kg"),
              "--set regimen.hdd.dose=1 mg/kg, character 9: no such regimen `hdd` (did you mean `hd`?)");
    EXPECT_EQ(error("drug.nivo.label=x"),
              "--set drug.nivo.label=x, character 6: no such drug `nivo` (did you mean `nivolumab`?)");
    EXPECT_EQ(error("regimen.new={ like = \"hd\", dose = \"1 mg/kg\" }"), "");
}

TEST_F(Overrides, ATextThatIsNotUtf8IsRefusedWithItsLetter) {
    EXPECT_EQ(error("study.title=caf\xe9")
                  .rfind("--set study.title=caf\xe9, character 16: the encoding is not UTF-8", 0),
              0u);
}

TEST_F(Overrides, AWholeNumberMayBeWrittenAsARealOne) {
    EXPECT_EQ(read({"trial.n=1e2"}).trial.n, 100);
    EXPECT_EQ(read({"trial.n=60.0"}).trial.n, 60);
    EXPECT_EQ(read({"study.patients=1e5"}).patients, 100000u);
    EXPECT_EQ(error("trial.n=60.5"), "--set trial.n=60.5, character 9: expected a whole number, got 60.5");
    EXPECT_EQ(error("trial.n=1e17"),
              "--set trial.n=1e17, character 9: write this whole number with all its digits, got 1e+17");
    EXPECT_EQ(error("trial.n=1,000").find("has signs between its thousands: write 1000") != std::string::npos,
              true);
}

TEST_F(Overrides, AnOverrideIsAPathAndAValue) {
    for (const char* bad : {"trial.n", "=5", "trial..n=5", ".n=5", ""})
        EXPECT_EQ(error(bad), std::string("--set ") + bad + ": expected path=value, as in trial.n=60") << bad;
    EXPECT_EQ(error("trial.n="), "--set trial.n=, character 9: `` is not a TOML value");
    EXPECT_EQ(error("include=[]"), "--set include=[]: `include` cannot be set from the command line");
}

TEST_F(Overrides, AValueCannotSmuggleInOtherKeys) {
    EXPECT_EQ(error("trial.n=60\nschema = 2").substr(0, 6), "--set ");
    EXPECT_EQ(read({"study.title=a = b"}).title, "a = b");
}

TEST_F(Overrides, TheResolvedTextHoldsThem) {
    const cohort::Cohort c = read({"trial.n=60", "tumour.killing.log_sd=2.0"});
    const cohort::Cohort again = cohort::read_resolved(c.resolved, "resolved.toml");
    EXPECT_EQ(again.trial.n, 60);
    EXPECT_EQ(again.study.population.marginal[cohort::parameter_index("tumour.killing")].component[0].scale,
              2.0);
}

}  // namespace
}  // namespace twinarm::toml
