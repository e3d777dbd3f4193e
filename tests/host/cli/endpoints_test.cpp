// endpoints: a stored run under other rules is what a run under these rules is, where no dose changes.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "host/store/file_names.hpp"
#include "host/study/replay.hpp"
#include "tests/host/cli/program.hpp"
#include "tests/host/cli/sealed_run.hpp"

namespace twinarm::cli {
namespace {

using Words = std::vector<std::string>;

class Endpoints : public testing::Test {
  protected:
    Ended simulate(const std::string& cohort, const std::string& out, const Words& more) const {
        return with(
            {"run", cohorts + "/" + cohort + ".toml", "--set", "trial.trials=50", "--quiet", "--out", out},
            more);
    }
    Ended endpoints(const std::string& run, const std::string& out, const Words& more = {}) const {
        return with({"endpoints", run, "--quiet", "--out", out}, more);
    }
    Ended with(Words words, const Words& more) const {
        words.insert(words.end(), more.begin(), more.end());
        return run_program(folder, words);
    }
    std::string file(const std::string& run, const std::string& name) const {
        return text_in(folder / run / name);
    }
    nlohmann::json summary(const std::string& run) const {
        return nlohmann::json::parse(file(run, "summary.json"));
    }
    void expect_same(const std::string& a, const std::string& b) const {
        for (const char* name : {"patients.csv", "trials.csv"})
            EXPECT_EQ(file(a, name), file(b, name)) << name;
        EXPECT_EQ(summary(a)["arms"], summary(b)["arms"]);
        EXPECT_EQ(summary(a)["twins"], summary(b)["twins"]);
        EXPECT_EQ(summary(a)["pools"], summary(b)["pools"]);
    }
    /// Rows of patients.csv by patient and arm; of each the columns that are not measured numbers.
    std::map<std::string, Words> classes(const std::string& run) const {
        std::map<std::string, Words> found;
        Words names;
        for (const std::string& line : lines_of(file(run, "patients.csv"))) {
            Words cells;
            std::istringstream stream(line);
            for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
            if (names.empty()) names = cells;
            Words kept;
            for (std::size_t i = 2; i < cells.size(); ++i)
                for (const char* wanted : {"status", "response", "os_event", "pfs_event", "doses_given",
                                           "doses_held", "scans", "courses"})
                    if (names[i] == wanted) kept.push_back(cells[i]);
            found[cells[0] + " in " + cells[1]] = kept;
        }
        return found;
    }
    /// Under these rules nobody whom `endpoints` does not name has other doses or responses in a new run;
    /// nearly all of those whom it names have other doses.
    void expect_named(const std::string& cohort, const Words& settings, const Words& more = {}) const {
        Words whom{"-n", "120", "--force"};
        whom.insert(whom.end(), more.begin(), more.end());
        Words others{"--force"};
        std::string setting;
        for (const std::string& one : settings) {
            others.insert(others.end(), {"--set", one});
            setting += one + " ";
        }
        ASSERT_EQ(simulate(cohort, "run", whom).code, 0);
        const Ended ended = endpoints("run", "read_again", others);
        ASSERT_EQ(ended.code, 0) << ended.err;
        const nlohmann::json found = summary("read_again")["endpoints"];
        std::set<std::string> named;
        for (const auto& one : found["doses_changed"]["first"])
            named.insert(std::to_string(one["patient"].get<int>()) + " in " + one["arm"].get<std::string>());
        ASSERT_EQ(named.size(), found["doses_changed"]["patient_arms"]);
        ASSERT_GT(named.size(), 3u);

        const std::string command = "cd " + folder.path().string() +
                                    " && PATH=" TWINARM_BINARY_DIR ":$PATH " +
                                    found["run"].get<std::string>() + " --quiet --force";
        ASSERT_EQ(std::system(command.c_str()), 0) << command;
        const auto fresh = classes("run_other_rules"), again = classes("read_again");
        std::size_t other_doses = 0;
        for (const auto& [who, row] : fresh) {
            if (named.count(who) == 0) {
                EXPECT_EQ(row, again.at(who)) << who << " under " << setting;
            } else {
                other_doses += row != again.at(who);
            }
        }
        EXPECT_GE(double(other_doses), 0.8 * double(named.size())) << setting;
    }
    TemporaryFolder folder;
};

TEST_F(Endpoints, UnderTheRunsOwnRulesAreTheSameBytes) {
    ASSERT_EQ(simulate("pivot02_melanoma", "run", {"-n", "150"}).code, 0);
    ASSERT_EQ(endpoints("run", "read_again").code, 0);
    expect_same("run", "read_again");
    EXPECT_EQ(summary("read_again")["endpoints"]["simulated_again"], 0);
}

TEST_F(Endpoints, UnderTheRunsOwnRulesAreTheSameBytesWithMissedScansDropoutAndFailedPatients) {
    const Ended ended = simulate(
        "select", "run",
        {"-n", "300", "--first-patient", "5000000000", "--set", "assessment.missed_scan_probability=0.1",
         "--set", "assessment.no_scan_probability=0.07", "--set", "assessment.dropout=0.001 1/d", "--set",
         "solver.max_steps=2500", "--max-fail", "1"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    ASSERT_GT(summary("run")["study"]["patients_failed"], 0);
    ASSERT_LT(summary("run")["study"]["patients_failed"], 300);
    ASSERT_EQ(endpoints("run", "read_again").code, 0);
    expect_same("run", "read_again");
}

TEST_F(Endpoints, UnderRulesThatChangeNoDoseAreThoseOfANewRunToTheByte) {
    const Words rules = {"--set", "assessment.confirmation=none",
                         "--set", "assessment.stable_after=12 wk",
                         "--set", "trial.n=60",
                         "--set", "trial.between_trial_sd=0.1",
                         "--set", "arm.nivolumab.trial_n=30"};
    // Populations have a between-trial sd of their own, which rules do not change.
    ASSERT_EQ(simulate("head_to_head", "run", {"-n", "150", "--populations", "none"}).code, 0);
    ASSERT_EQ(simulate("head_to_head", "fresh",
                       [&] {
                           Words words = rules;
                           words.insert(words.end(), {"-n", "150", "--populations", "none"});
                           return words;
                       }())
                  .code,
              0);
    ASSERT_EQ(endpoints("run", "read_again", rules).code, 0);
    expect_same("fresh", "read_again");
    EXPECT_NE(file("run", "patients.csv"), file("fresh", "patients.csv"));
    EXPECT_EQ(summary("read_again")["endpoints"]["doses_changed"]["patient_arms"], 0);
}

TEST_F(Endpoints, NameEveryPatientWhoseDosesOtherCriteriaWouldHaveChanged) {
    expect_named("head_to_head", {"assessment.criteria=WHO"});
}

TEST_F(Endpoints, NameEveryPatientWhoseDosesAnotherReaderWouldHaveChanged) {
    expect_named("head_to_head", {"assessment.reader_cv=0.12"});
    expect_named("select", {"assessment.reader_cv=0"}, {"--populations", "none"});
}

TEST_F(Endpoints, NameEveryPatientWhoWouldHaveBeenTreatedBeyondProgression) {
    expect_named("head_to_head", {"assessment.criteria=iRECIST", "assessment.treat_beyond_progression=true"});
}

TEST_F(Endpoints, UnderRulesForMissedScansAreThoseOfANewRunToTheByte) {
    const Words missed = {"-n", "150", "--set", "assessment.missed_scan_probability=0.3"};
    const Words rules = {"--set", "assessment.missed_scans_between=0",
                         "--set", "assessment.disease_control_after=24 wk",
                         "--set", "assessment.pfs_censoring=FDA"};
    Words with_rules = missed;
    with_rules.insert(with_rules.end(), rules.begin(), rules.end());
    ASSERT_EQ(simulate("select", "run", missed).code, 0);
    ASSERT_EQ(simulate("select", "fresh", with_rules).code, 0);
    ASSERT_EQ(endpoints("run", "read_again", rules).code, 0);
    expect_same("fresh", "read_again");
    const auto before = summary("run")["arms"][0], after = summary("fresh")["arms"][0];
    EXPECT_LT(after["pfs"]["events"], before["pfs"]["events"]);
    EXPECT_LT(after["dcr_population"]["count"], before["dcr_population"]["count"]);
}

TEST_F(Endpoints, OfAnUntreatedArmGoOnAfterTheRunsProgressions) {
    const Words untreated = {"-n", "100", "--set", "arm.aldesleukin.regimens=[]"};
    Words who = untreated;
    who.insert(who.end(), {"--set", "assessment.criteria=WHO"});
    ASSERT_EQ(simulate("select", "run", who).code, 0);
    ASSERT_EQ(simulate("select", "fresh", untreated).code, 0);
    ASSERT_EQ(endpoints("run", "read_again", {"--set", "assessment.criteria=RECIST 1.1"}).code, 0);
    EXPECT_NE(classes("run"), classes("fresh"));
    EXPECT_EQ(classes("read_again"), classes("fresh"));
    EXPECT_GT(summary("read_again")["endpoints"]["simulated_again"], 0);
    EXPECT_EQ(summary("read_again")["endpoints"]["doses_changed"]["patient_arms"], 0);
}

TEST_F(Endpoints, OfARunOverPopulationsUnderItsOwnRulesAreTheSameBytes) {
    put_text(folder / "populations.csv",
             "population,weight,tumour.killing.median,assessment.reader_cv\n"
             "low,0.25,4.1e-5 1/h,0.04\nhigh,0.75,5.9e-5 1/h,0.08\n");
    ASSERT_EQ(simulate("select", "run",
                       {"-n", "1000", "--populations", "populations.csv", "--set", "study.horizon=24 wk"})
                  .code,
              0);
    ASSERT_EQ(endpoints("run", "read_again").code, 0);
    expect_same("run", "read_again");
    EXPECT_EQ(endpoints("run", "other", {"--set", "assessment.reader_cv=0.1"}).code, 3);
}

TEST_F(Endpoints, SayInTheTableWhoseDosesAndOfferTheRun) {
    ASSERT_EQ(simulate("head_to_head", "run", {"-n", "40"}).code, 0);
    const Ended ended = run_program(folder, {"endpoints", "run", "--set", "assessment.criteria=WHO"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    for (const char* words :
         {"ENDPOINTS UNDER OTHER RULES", "assessment.criteria=WHO", "nktr214: ", "First: patient",
          "twinarm run run/resolved.toml --set assessment.criteria=WHO"})
        EXPECT_TRUE(holds(ended.out, words)) << words << '\n' << ended.out;
}

TEST_F(Endpoints, RefuseASettingThatNeedsNewSimulationsWithTheReason) {
    ASSERT_EQ(simulate("select", "run", {"-n", "5"}).code, 0);
    const auto refused = [&](const std::string& setting, int code, const std::string& reason) {
        const Ended ended = endpoints("run", "out", {"--set", setting});
        EXPECT_EQ(ended.code, code) << setting;
        EXPECT_TRUE(holds(ended.err, reason)) << ended.err;
    };
    refused("tumour.killing.log_sd=2.0", 2, "twinarm run run/resolved.toml");
    refused("assessment.scans={ every = \"9 wk\" }", 2, "own visits");
    refused("assessment.dropout=0.1 1/d", 2, "end of follow-up");
    refused("assessment.reader_cv=-1", 3, "reader_cv");
    refused("trial.nn=3", 3, "nn");
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
    EXPECT_EQ(endpoints("run", "run", {"--force"}).code, 2);
    EXPECT_TRUE(std::filesystem::exists(folder / "run/patients.csv"));
}

TEST_F(Endpoints, AreNoRunWhosePatientsCanBeSimulatedAgain) {
    ASSERT_EQ(simulate("select", "run", {"-n", "5"}).code, 0);
    ASSERT_EQ(endpoints("run", "read_again").code, 0);
    for (const Words& words :
         {Words{"show", "read_again", "1"}, Words{"report", "read_again"}, Words{"endpoints", "read_again"}})
        EXPECT_EQ(run_program(folder, words).code, 2) << words[0];
}

TEST_F(Endpoints, OfADamagedRunAreRefused) {
    ASSERT_EQ(simulate("select", "run", {"-n", "5"}).code, 0);
    const std::string whole = file("run", store::file_name::outcomes);
    const auto code_with = [&](const std::string& bytes) {
        put_text(folder / "run" / store::file_name::outcomes, bytes);
        if (bytes != whole) {
            EXPECT_EQ(endpoints("run", "out", {"--force"}).code, 8);
        }
        seal_run(folder / "run");
        return endpoints("run", "out", {"--force"}).code;
    };
    EXPECT_EQ(code_with(whole), 0);
    EXPECT_EQ(code_with(whole.substr(0, whole.size() - 1)), 4);
    EXPECT_EQ(code_with(whole + '\0'), 4);
    EXPECT_EQ(code_with(""), 4);
    std::string other = whole;
    other[whole.find('\n') + 1] = '\x7f';
    EXPECT_EQ(code_with(other), 4);
    other = whole;
    other[whole.find('\n') + 9] ^= 0x20;  // the baseline's exponent
    EXPECT_EQ(code_with(other), 8);
    other = whole;
    const std::size_t end_of_follow_up = whole.find('\n') + 2 + 8 * std::size_t(whole[whole.find('\n') + 1]);
    other[end_of_follow_up + 7] = '\x7e';  // 1e300 h
    EXPECT_EQ(code_with(other), 4);
    std::filesystem::remove(folder / "run" / store::file_name::outcomes);
    EXPECT_EQ(endpoints("run", "out", {"--force"}).code, 6);
}

TEST_F(Endpoints, ASignalIsSeenWithinAFewPatients) {
    ASSERT_EQ(simulate("select", "run", {"-n", "400"}).code, 0);
    const store::StoredRun run = store::read_stored_run(folder / "run");
    store::StoredOutcomes stored(run);
    std::atomic<int> signal = 0, visited = 0;
    const auto visit = [&](int, std::uint64_t, Outcome&) {
        ++visited;
        signal = SIGTERM;
    };
    const auto sink = [](const Outcome*, std::uint64_t) { FAIL() << "some of them were not visited"; };
    EXPECT_EQ(study::for_each_batch(stored, 400, 1, visit, sink, {}, base::StopToken(signal)), 0u);
    EXPECT_LE(std::size_t(visited), 8 * study::replay_threads());
}

}  // namespace
}  // namespace twinarm::cli
