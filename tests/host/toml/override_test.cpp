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
    const cohort::Cohort c = read({"tumour.homing={ median = 0.1, log_sd = 0.5, source = \"assumed\" }",
                                   "assessment.scans={at=[\"6 wk\", \"9 wk\"]}"});
    EXPECT_EQ(c.study.population.marginal[cohort::parameter_index("tumour.homing")].kind,
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
              std::vector<std::string>{"-n:1:1: a cohort needs at least one patient"});
}

TEST_F(Overrides, AWrongPathIsAnErrorOfTheOption) {
    EXPECT_EQ(
        error("tumour.kiling.log_sd=2.0"),
        "--set tumour.kiling.log_sd=2.0:1:1: unknown key `kiling` in [tumour] (did you mean `killing`?)");
    EXPECT_EQ(error("trail.n=60"),
              "--set trail.n=60:1:1: unknown key `trail` in the file (did you mean `trial`?)");
    EXPECT_EQ(error("arm.treatd.trial_n=80"),
              "--set arm.treatd.trial_n=80:1:1: `arm` has no member `treatd` (did you mean `treated`?)");
    EXPECT_EQ(error("arm.2.trial_n=80"), "--set arm.2.trial_n=80:1:1: `arm` has no member `2`");
    EXPECT_EQ(error("study.title.x=80"),
              "--set study.title.x=80:1:1: `title` is a text and has no member `x`");
}

TEST_F(Overrides, AWrongValueIsAnErrorOfTheOption) {
    EXPECT_EQ(error("trial.n=0"), "--set trial.n=0:1:1: 0 is too small: the least is 1");
    EXPECT_EQ(error("tumour.killing.median=5 mg"),
              "--set tumour.killing.median=5 mg:1:1: expected 1/h, got mg");
    EXPECT_EQ(
        error("tumour.killing.log_sd=-1"),
        "--set tumour.killing.log_sd=-1:1:1: `tumour.killing`: log_sd = -1 (a spread cannot be negative)");
    EXPECT_EQ(error("tumour.homing={ median = 0.1"),
              "--set tumour.homing={ median = 0.1:1:1: `{ median = 0.1` is not a TOML value");
}

TEST_F(Overrides, AnOverrideIsAPathAndAValue) {
    for (const char* bad : {"trial.n", "=5", "trial..n=5", ".n=5", ""})
        EXPECT_EQ(error(bad), std::string("--set ") + bad + ":1:1: expected path=value, as in trial.n=60")
            << bad;
    EXPECT_EQ(error("trial.n="), "--set trial.n=:1:1: `` is not a TOML value");
    EXPECT_EQ(error("include=[]"), "--set include=[]:1:1: `include` cannot be set from the command line");
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
