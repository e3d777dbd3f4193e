// A cohort that names its plausible populations is run over them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

class NamedPopulations : public testing::Test {
  protected:
    NamedPopulations() {
        std::filesystem::create_directory(folder / "sub");
        put_text(folder / "sub/named.toml",
                 "schema = 1\ninclude = [\"" + cohorts +
                     "/predictions/p06_combination_melanoma.toml\"]\n"
                     "[study]\nid = \"named\"\nhorizon = \"12 wk\"\n"
                     "populations = \"three.csv\"\n[trial]\nn = 40\ntrials = 50\n");
        put_text(folder / "sub/three.csv",
                 "population,weight,tumour.killing.median,tumour.growth_rate.median\n"
                 "a,0.4,1e-5 1/h,0.002 1/d\nb,0.3,4e-5 1/h,0.003 1/d\nc,0.3,9e-5 1/h,0.004 1/d\n");
    }
    Ended run(const std::vector<std::string>& more, const std::string& out = "out",
              const std::string& patients = "60") {
        std::vector<std::string> all{"run",     "sub/named.toml", "-n",    patients,
                                     "--quiet", "--force",        "--out", out};
        all.insert(all.end(), more.begin(), more.end());
        return run_program(folder, all);
    }
    nlohmann::json summary(const std::string& out = "out") {
        return nlohmann::json::parse(text_in(folder / out / "summary.json"));
    }
    const TemporaryFolder folder;
};

TEST_F(NamedPopulations, AreThoseOfARunUnlessItSaysOtherwise) {
    ASSERT_EQ(run({}).code, 0);
    EXPECT_EQ(summary()["populations"]["populations"], 3);
    EXPECT_EQ(summary()["populations"]["patients_each"], 20);
    ASSERT_EQ(run({"--populations", "none"}, "none").code, 0);
    EXPECT_FALSE(summary("none").contains("populations"));
    EXPECT_EQ(text_in(folder / "none/patients.csv").find("population"), std::string::npos);
}

TEST_F(NamedPopulations, AreFoundBesideTheFileThatNamesThem) {
    put_text(folder / "mine.toml", "schema = 1\ninclude = [\"sub/named.toml\"]\n[study]\nid = \"mine\"\n");
    ASSERT_EQ(run_program(folder, {"run", "mine.toml", "-n", "60", "--quiet", "--out", "mine"}).code, 0);
    EXPECT_EQ(summary("mine")["populations"]["file"], "sub/three.csv");
}

TEST_F(NamedPopulations, AreNotUsedForFewerPatientsThanTwoOfThemNeed) {
    ASSERT_EQ(run({}, "out", "39").code, 0);
    EXPECT_FALSE(summary().contains("populations"));
}

TEST_F(NamedPopulations, ASettingHoldsInEachOfThem) {
    const Ended ended = run({"--set", "tumour.killing.median=5e-5 1/h"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(holds(ended.err,
                      "--set tumour.killing.median=5e-5 1/h: warning: holds in every population: "
                      "`tumour.killing.median` of sub/three.csv is not used"))
        << ended.err;
    const std::string used = text_in(folder / "out/populations.csv");
    EXPECT_EQ(used.find("tumour.killing"), std::string::npos) << used;
    EXPECT_NE(used.find("tumour.growth_rate.median"), std::string::npos) << used;
}

TEST_F(NamedPopulations, WhatACohortSaysItselfHoldsInEachOfThem) {
    put_text(folder / "mine.toml",
             "schema = 1\ninclude = [\"sub/named.toml\"]\n[study]\nid = \"mine\"\n"
             "[tumour]\ngrowth_rate = { value = \"0.001 1/d\", source = \"assumed\" }\n");
    const Ended ended = run_program(folder, {"run", "mine.toml", "-n", "60", "--quiet", "--out", "mine"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(
        holds(ended.err, "mine.toml: warning: holds in every population: `tumour.growth_rate.median`"))
        << ended.err;
}

TEST_F(NamedPopulations, AFileThatIsAskedForTakesTheirPlace) {
    put_text(folder / "one.csv", "population,weight,tumour.killing.median\nd,1,2e-5 1/h\n");
    ASSERT_EQ(run({"--populations", "one.csv"}).code, 0);
    EXPECT_EQ(summary()["populations"]["file"], "one.csv");
    EXPECT_EQ(summary()["populations"]["patients_each"], 60);
}

TEST_F(NamedPopulations, AMistakeInTheirFileIsFoundByCheckToo) {
    put_text(folder / "sub/three.csv", "population,weight,tumour.killing.median\na,1,5 mg\n");
    for (const char* verb : {"check", "plan", "run"}) {
        const Ended ended = run_program(folder, {verb, "sub/named.toml"});
        EXPECT_EQ(ended.code, 3) << verb;
        EXPECT_TRUE(holds(ended.err, "sub/three.csv:2:5")) << ended.err;
    }
    std::filesystem::remove(folder / "sub/three.csv");
    EXPECT_EQ(run_program(folder, {"check", "sub/named.toml"}).code, 6);
}

TEST_F(NamedPopulations, TheirFileIsAnInputThatNothingOverwrites) {
    const Ended ended = run_program(folder, {"decide", "sub/named.toml", "--csv", "sub/three.csv"});
    EXPECT_EQ(ended.code, 2) << ended.err;
    EXPECT_TRUE(holds(text_in(folder / "sub/three.csv"), "population,weight"));
}

TEST_F(NamedPopulations, ARunOverSomeOfThemGoesOnAndIsReadAgain) {
    std::string many = "population,weight,tumour.killing.median\n";
    for (int k = 0; k < 30; ++k) many += "p" + std::to_string(k) + ",0.0333333333,3e-5 1/h\n";
    put_text(folder / "sub/three.csv", many);
    ASSERT_EQ(run({}, "out", "200").code, 0);
    EXPECT_EQ(summary()["populations"]["populations"], 10);
    const Ended again = run_program(folder, {"run", "sub/named.toml", "-n", "200", "--resume", "out"});
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_TRUE(holds(again.err, "nothing to go on with")) << again.err;
    EXPECT_EQ(run_program(folder, {"endpoints", "out", "-o", "again"}).code, 0);
    EXPECT_EQ(run_program(folder, {"show", "out", "190"}).code, 0);
    for (const char* shard : {"1/2", "2/2"}) ASSERT_EQ(run({"--shard", shard}, "parts", "200").code, 0);
    ASSERT_EQ(run_program(folder, {"merge", "parts"}).code, 0);
    for (const char* file : {"patients.csv", "summary.json", "trials.csv", "populations.csv"})
        EXPECT_EQ(text_in(folder / "parts" / file), text_in(folder / "out" / file)) << file;
}

TEST_F(NamedPopulations, TheResolvedCohortIsThePointOfItsDefaults) {
    ASSERT_EQ(run({}).code, 0);
    EXPECT_FALSE(holds(text_in(folder / "out/resolved.toml"), "populations"));
}

}  // namespace
}  // namespace twinarm::cli
