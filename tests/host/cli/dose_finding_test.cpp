// escalate and exposure as a user runs them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/table/text_table.hpp"
#include "tests/host/cli/program.hpp"

namespace twinarm::cli {
namespace {

using Json = nlohmann::json;

const std::string first_in_human = cohorts + "/first_in_human.toml";

TEST(Escalate, TheRecommendationsOfAllTrialsAddUpToOne) {
    const TemporaryFolder folder;
    const Ended ended = run_program(folder, {"escalate", first_in_human, "-n", "1500", "--set",
                                             "trial.trials=300", "--json", "--csv", "levels.csv"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const Json json = Json::parse(ended.out);
    ASSERT_EQ(json["levels"].size(), 5u);
    double all = json["p_none_recommended"]["estimate"];
    for (const Json& level : json["levels"]) all += level["p_recommended"]["estimate"].get<double>();
    EXPECT_NEAR(all, 1, 1e-12);
    EXPECT_EQ(json["trials"], 300);
    EXPECT_EQ(lines_of(text_in(folder / "levels.csv")).size(), 7u);  // names, none, five levels
}

TEST(Escalate, SaysDesignAndToxicityAndFits100Columns) {
    const TemporaryFolder folder;
    for (const char* design : {"3+3", "BOIN"}) {
        const Ended ended =
            run_program(folder, {"escalate", first_in_human, "-n", "100", "--populations", "none", "--set",
                                 "trial.trials=300", "--set", std::string("escalation.design=") + design});
        ASSERT_EQ(ended.code, 0) << ended.err;
        EXPECT_TRUE(holds(ended.out, std::string("ESCALATION ") + design)) << ended.out;
        EXPECT_TRUE(holds(ended.out, "hypotension of grade 3 or more within 21 d")) << ended.out;
        EXPECT_TRUE(holds(ended.out, "0.006 mg/kg every 3 weeks")) << ended.out;
        for (const std::string& line : lines_of(ended.out))
            EXPECT_LE(table::display_width(line), 100u) << line;
    }
}

TEST(Escalate, ARunGivesWhatItsFileGives) {
    const TemporaryFolder folder;
    const std::vector<std::string> small = {"-n", "60", "--populations", "none", "--set", "trial.trials=200"};
    std::vector<std::string> run = {"run", first_in_human, "-q", "-o", "run"},
                             file = {"escalate", first_in_human, "--json"};
    run.insert(run.end(), small.begin(), small.end());
    file.insert(file.end(), small.begin(), small.end());
    const Ended made = run_program(folder, run);
    ASSERT_EQ(made.code, 0) << made.err;
    const Ended of_run = run_program(folder, {"escalate", "run", "--json"});
    EXPECT_EQ(of_run.code, 0) << of_run.err;
    EXPECT_EQ(of_run.out, run_program(folder, file).out);
    EXPECT_EQ(run_program(folder, {"escalate", "run", "-n", "60"}).code, 2);
    EXPECT_EQ(run_program(folder, {"escalate", "run", "--csv", "run/patients.csv"}).code, 2);
}

TEST(Escalate, ACohortWithoutLevelsIsAWrongUse) {
    const TemporaryFolder folder;
    const Ended ended = run_program(folder, {"escalate", cohorts + "/select.toml", "-n", "100"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_TRUE(holds(ended.err, "has no [escalation]")) << ended.err;
}

TEST(Exposure, CountsEveryPatientAndResponderOfEveryArm) {
    const TemporaryFolder folder;
    const Ended made =
        run_program(folder, {"run", cohorts + "/head_to_head.toml", "-n", "80", "--set", "trial.trials=10",
                             "--set", "study.horizon=12 wk", "--populations", "none", "-q", "-o", "run"});
    ASSERT_EQ(made.code, 0) << made.err;
    const Json summary = Json::parse(text_in(folder / "run/summary.json"));
    const Ended ended = run_program(folder, {"exposure", "run", "--json", "--csv", "exposure.csv"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const Json json = Json::parse(ended.out);
    ASSERT_EQ(json["groups"].size(), 5u);  // regimens of the four arms; no two give the same drugs
    for (const Json& group : json["groups"]) {
        std::uint64_t patients = 0, responders = 0;
        for (const Json& bin : group["events"][0]["bins"]) {
            patients += bin["patients"].get<std::uint64_t>();
            responders += bin["count"].get<std::uint64_t>();
        }
        EXPECT_EQ(patients, 80u);
        for (const Json& arm : summary["arms"])
            if (arm["id"] == group["arm"]) {
                EXPECT_EQ(responders, arm["orr_population"]["count"]) << group["arm"];
            }
    }
    EXPECT_TRUE(holds(text_in(folder / "exposure.csv"), "hypotension of grade 3 or more,bin"));
}

TEST(Exposure, ArmsOfTheSameDrugsCountTogetherWithEachPatientOnce) {
    const TemporaryFolder folder;
    const Ended made =
        run_program(folder, {"run", cohorts + "/excel.toml", "-n", "60", "--set", "trial.trials=10", "--set",
                             "study.horizon=8 wk", "--populations", "none", "-q", "-o", "run"});
    ASSERT_EQ(made.code, 0) << made.err;
    const Ended ended = run_program(folder, {"exposure", "run", "--json"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const Json groups = Json::parse(ended.out)["groups"];
    ASSERT_EQ(groups.size(), 6u);
    EXPECT_EQ(groups.back()["arm"], "together");
    EXPECT_EQ(groups.back()["arms"].size(), 5u);
    EXPECT_EQ(groups.back()["patients"], 60);
    const Ended table = run_program(folder, {"exposure", "run", "--arm", "level_6ug_q3w", "--bins", "2"});
    EXPECT_EQ(table.code, 0) << table.err;
    EXPECT_TRUE(holds(table.out, "odds of a doubling")) << table.out;
    EXPECT_EQ(run_program(folder, {"exposure", "run", "--arm", "nobody"}).code, 2);
    EXPECT_EQ(run_program(folder, {"exposure", "nowhere"}).code, 6);
}

}  // namespace
}  // namespace twinarm::cli
