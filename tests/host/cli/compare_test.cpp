// compare: what differs between runs, and by how much.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

using Words = std::vector<std::string>;

class Compare : public testing::Test {
  protected:
    void simulate(const std::string& out, const Words& more,
                  const std::string& cohort = "head_to_head") const {
        Words words = {"run",
                       cohorts + "/" + cohort + ".toml",
                       "--populations",
                       "none",
                       "--set",
                       "study.horizon=24 wk",
                       "--set",
                       "trial.trials=20",
                       "--quiet",
                       "--out",
                       out};
        words.insert(words.end(), more.begin(), more.end());
        const Ended ended = run_program(folder, words);
        ASSERT_EQ(ended.code, 0) << ended.err;
    }
    nlohmann::json compare(const Words& runs) const {
        Words words = {"compare", "--json"};
        words.insert(words.end(), runs.begin(), runs.end());
        const Ended ended = run_program(folder, words);
        EXPECT_EQ(ended.code, 0) << ended.err;
        return nlohmann::json::parse(ended.out);
    }
    nlohmann::json summary(const std::string& run) const {
        return nlohmann::json::parse(text_in(folder / run / "summary.json"));
    }
    TemporaryFolder folder;
};

TEST_F(Compare, ARunWithItselfDiffersInNothing) {
    simulate("a", {"-n", "60"});
    const auto found = compare({"a", "a"});
    EXPECT_TRUE(found["settings"].empty());
    for (const auto& arm : found["arms"]) {
        const auto& difference = arm["runs"][1]["minus_first_run"]["orr_population"];
        EXPECT_EQ(difference["estimate"], 0);
        EXPECT_TRUE(difference["mc_standard_error"].is_null());  // nobody changes
        EXPECT_NEAR(difference["limits"]["upper"], 1 - std::pow(0.025, 1 / 60.0), 1e-9);
        EXPECT_EQ(difference["shared_patients"], 60);
    }
}

TEST_F(Compare, RatesAreThoseOfTheSummary) {
    simulate("a", {"-n", "60"});
    const auto found = compare({"a"})["arms"], expected = summary("a")["arms"];
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t a = 0; a < expected.size(); ++a) {
        const auto& arm = found[a]["runs"][0];
        EXPECT_EQ(found[a]["id"], expected[a]["id"]);
        for (const char* rate : {"orr_population", "cr_population"})
            for (const char* part : {"/estimate", "/mc_standard_error", "/limits/lower", "/limits/upper"}) {
                const nlohmann::json::json_pointer at(part);
                const auto &of_compare = arm[rate].at(at), &of_summary = expected[a][rate].at(at);
                ASSERT_EQ(of_compare.is_null(), of_summary.is_null()) << rate << part;
                if (!of_compare.is_null()) {
                    EXPECT_NEAR(of_compare.get<double>(), of_summary.get<double>(), 1e-12) << rate << part;
                }
            }
        EXPECT_EQ(arm["orr_trial"]["quantiles"], expected[a]["orr_trial"]["quantiles"]);
        EXPECT_EQ(arm["pfs"]["median_days"], expected[a]["pfs"]["median_days"]);
    }
}

TEST_F(Compare, SharedPatientsCancelAndOthersDoNot) {
    simulate("a", {"-n", "200"});
    simulate("half_dose", {"-n", "200", "--set", "regimen.nktr214_6ug_q3w.dose=0.003 mg/kg"});
    simulate("other_seed", {"-n", "200", "--seed", "2"});
    const auto found = compare({"a", "half_dose", "other_seed"});
    ASSERT_EQ(found["arms"][2]["id"], "nivolumab");  // the dose of another drug does not reach it
    const auto& arms = found["arms"][2]["runs"];
    const auto& paired = arms[1]["minus_first_run"]["orr_population"];
    EXPECT_EQ(paired["estimate"], 0);
    EXPECT_TRUE(paired["mc_standard_error"].is_null());
    EXPECT_NEAR(paired["limits"]["upper"], 1 - std::pow(0.025, 1 / 200.0), 1e-9);
    const auto& independent = arms[2]["minus_first_run"]["orr_population"];
    EXPECT_EQ(independent["shared_patients"], 0);
    const double a = arms[0]["orr_population"]["mc_standard_error"],
                 b = arms[2]["orr_population"]["mc_standard_error"];
    EXPECT_NEAR(independent["mc_standard_error"].get<double>(), std::hypot(a, b), 1e-12);
}

TEST_F(Compare, ListsTheSettingsThatDiffer) {
    simulate("a", {"-n", "30"});
    simulate("b", {"-n", "30", "--set", "trial.n=60", "--set", "assessment.confirmation=none"});
    const auto settings = compare({"a", "b"})["settings"];
    ASSERT_EQ(settings.size(), 2u) << settings;
    EXPECT_EQ(settings[0]["path"], "assessment.confirmation");
    EXPECT_EQ(settings[0]["values"][0], "\"28 d\"");
    EXPECT_EQ(settings[1]["path"], "trial.n");
    EXPECT_EQ(settings[1]["values"][1], "60");
}

TEST_F(Compare, RunsMayHaveOtherArmsAndEndpointsAreRunsToo) {
    simulate("a", {"-n", "30"});
    simulate("b", {"-n", "30"}, "select");
    ASSERT_EQ(run_program(folder, {"endpoints", "a", "--set", "assessment.confirmation=none", "--quiet",
                                   "--out", "unconfirmed"})
                  .code,
              0);
    const auto found = compare({"a", "b", "unconfirmed"});
    EXPECT_EQ(found["arms"].size(), 4u);
    EXPECT_TRUE(found["arms"][1]["runs"][1].is_null());
    EXPECT_EQ(found["runs"][2]["endpoints_of"], "a");
    const Ended table = run_program(folder, {"compare", "a", "b", "unconfirmed"});
    for (const char* words : {"endpoints of a", "minus run 1", "assessment.confirmation", "shared:"})
        EXPECT_TRUE(holds(table.out, words)) << words << table.out;
    EXPECT_EQ(run_program(folder, {"compare", "a", "nowhere"}).code, 6);
}

}  // namespace
}  // namespace twinarm::cli
