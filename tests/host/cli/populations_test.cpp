// Runs over plausible populations, and the verbs that ask what moves a response: predictors, sweep, decide.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/base/csv_line.hpp"
#include "host/base/words.hpp"
#include "host/report/page.hpp"
#include "host/store/stored_json.hpp"
#include "host/table/text_table.hpp"
#include "tests/host/cli/page_data.hpp"
#include "tests/host/cli/program.hpp"
#include "tests/host/cli/sealed_run.hpp"

namespace twinarm::cli {
namespace {

/// Two arms of the head-to-head for six weeks: 1,000 patients are quick.
class Populations : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        made = new TemporaryFolder;
        put_text(*made / "short.toml", "schema = 1\ninclude = [\"" + cohorts +
                                           "/predictions/p06_combination_melanoma.toml\"]\n"
                                           "[study]\nid = \"short\"\nhorizon = \"18 wk\"\n"
                                           "[trial]\nn = 40\ntrials = 300\n");
        put_text(*made / "two.csv",
                 "# made by hand\n"
                 "population,weight,tumour.killing.median,tumour.growth_rate.median @ advanced melanoma,"
                 "tumour.growth_rate.median @ metastatic renal-cell carcinoma\n"
                 "\"cold, slow\",0.6,1e-5 1/h,\"0.002 1/d\",wrong\n"
                 "hot,0.4,9e-5 1/h,0.003 1/d,wrong\n");
        const Ended ended = run_program(*made, {"run", "short.toml", "--populations", "two.csv", "-n", "1000",
                                                "--out", "over", "--quiet"});
        ASSERT_EQ(ended.code, 0) << ended.err;
    }
    static void TearDownTestSuite() {
        delete made;
        made = nullptr;
    }
    static Ended run(const std::vector<std::string>& arguments) { return run_program(*made, arguments); }

    /// A file that is handed on by itself: names first, and in every row that it is simulated.
    static void expect_a_plain_csv(const std::vector<std::string>& lines) {
        const auto names = base::csv_cells(lines.front());
        EXPECT_EQ(names->back().text, "note");
        for (const std::string& line : lines) {
            const auto cells = base::csv_cells(line);
            ASSERT_EQ(cells->size(), names->size()) << line;
            const bool names_only = &line == &lines.front();
            EXPECT_EQ(cells->back().text, names_only ? "note" : base::simulated_note);
        }
    }
    static TemporaryFolder* made;
};
TemporaryFolder* Populations::made = nullptr;

TEST_F(Populations, ARowIsThatOfAPlainRunWithTheSettingsOfItsPopulation) {
    const Ended ended = run({"run", "short.toml", "--set", "tumour.killing.median=9e-5 1/h", "--set",
                             "tumour.growth_rate.median=0.003 1/d", "--first-patient", "500", "-n", "500",
                             "--out", "hot", "--force", "--quiet"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto over = lines_of(text_in(*made / "over/patients.csv"));
    const auto plain = lines_of(text_in(*made / "hot/patients.csv"));
    ASSERT_EQ(over.size(), 1 + 2 * 1000u);
    ASSERT_EQ(plain.size(), 1 + 2 * 500u);
    EXPECT_EQ(over[0], plain[0] + ",population");
    EXPECT_EQ(over[1].substr(over[1].size() - 13), ",\"cold, slow\"");
    for (std::size_t i = 1; i < plain.size(); ++i) ASSERT_EQ(over[1000 + i], plain[i] + ",hot");
}

TEST_F(Populations, TheReportCountsThePatientsThatTheSummaryCounts) {
    if (!report::report_is_built()) GTEST_SKIP() << "built without d3";
    const Ended ended = run({"report", "over", "-o", "over.html", "--sample", "40"});
    ASSERT_EQ(ended.code, 0) << ended.err;  // the sample agrees with its rows, each under its population
    const nlohmann::json data = page_data(*made / "over.html"), &summary = data["summary"];
    ASSERT_EQ(summary["populations"]["patients_counted"], 500 + 333);  // weights 0.6 and 0.4
    EXPECT_EQ(data["kept"]["patients"], 833);
    for (std::size_t a = 0; a < 2; ++a) {
        EXPECT_EQ(data["pfs"]["arms"][a]["at_risk"][0], 833);
        std::uint64_t responders = 0;
        for (const auto& group : data["traits"]["traits"][0]["groups"])
            responders += group["arms"][a][0].get<std::uint64_t>();
        EXPECT_EQ(responders, summary["arms"][a]["orr_population"]["count"]);
    }
}

TEST_F(Populations, ShowAndExportSimulateAPatientOfItsPopulation) {
    for (const char* patient : {"0", "499", "500", "999"}) {
        const Ended ended = run({"show", "over", patient, "--arm", "nivolumab"});
        EXPECT_EQ(ended.code, 0) << ended.err;
        EXPECT_TRUE(holds(ended.out, "agrees with its row")) << ended.out;
        EXPECT_TRUE(holds(
            ended.out, patient[0] == '0' || patient[0] == '4' ? "population cold, slow" : "population hot"));
    }
    EXPECT_EQ(run({"show", "over", "1000"}).code, 2);
}

TEST_F(Populations, ThreeSpreadsStandInThreePlaces) {
    const auto summary = nlohmann::ordered_json::parse(text_in(*made / "over/summary.json"));
    EXPECT_EQ(store::summary_schema().error_of(summary), "");
    EXPECT_EQ(summary["populations"]["patients_each"], 500);
    EXPECT_EQ(summary["study"]["patients"], 1000);
    const auto& orr = summary["arms"][0]["over_populations"]["orr"];
    EXPECT_GT(orr["sd"], 0.02);
    EXPECT_GT(orr["mc_standard_error_of_one"], 0.005);
    EXPECT_LT(orr["mc_standard_error"], orr["mc_standard_error_of_one"]);
    EXPECT_EQ(summary["arms"][0]["orr_trial"]["n"], 40);
    EXPECT_TRUE(holds(text_in(*made / "over/trials.csv"), "trial_effect,population\n"));
    EXPECT_TRUE(holds(text_in(*made / "over/run.json"), summary["populations"]["sha256"]));
    EXPECT_EQ(text_in(*made / "over/populations.csv"), text_in(*made / "two.csv"));
}

TEST_F(Populations, AreNotMentionedByARunWithoutThem) {
    const Ended ended = run({"run", "short.toml", "-n", "20", "--out", "plain", "--force", "--json"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_FALSE(holds(ended.out, "over_populations"));
    for (const char* file : {"run.json", "patients.csv", "trials.csv"})
        EXPECT_FALSE(holds(text_in(*made / "plain" / file), "population\"")) << file;
    EXPECT_FALSE(std::filesystem::exists(*made / "plain/populations.csv"));
}

TEST_F(Populations, AWrongFileIsLocatedBeforeAnythingRuns) {
    put_text(*made / "wrong.csv", "population,weight,tumour.kiling.median\na,1,1e-5 1/h\n");
    Ended ended = run({"run", "short.toml", "--populations", "wrong.csv", "--out", "never"});
    EXPECT_EQ(ended.code, 3);
    EXPECT_EQ(ended.err.rfind("wrong.csv:2:5: unknown key `kiling`", 0), 0u) << ended.err;
    EXPECT_FALSE(std::filesystem::exists(*made / "never"));
    EXPECT_EQ(run({"run", "short.toml", "--populations", "nowhere.csv"}).code, 6);
    ended = run({"run", "short.toml", "--populations", "two.csv", "--set", "tumour.killing.median=1e-5 1/h"});
    EXPECT_EQ(ended.code, 3);
    EXPECT_TRUE(holds(ended.err, "sets `tumour.killing.median` in every population")) << ended.err;
}

TEST_F(Populations, ARunWhosePopulationsWereChangedIsNotShown) {
    std::filesystem::remove_all(*made / "changed");
    std::filesystem::copy(*made / "over", *made / "changed");
    put_text(*made / "changed/populations.csv", text_in(*made / "two.csv") + "# more\n");
    const Ended ended = run({"show", "changed", "1"});
    EXPECT_EQ(ended.code, 8);
    EXPECT_TRUE(holds(ended.err, "populations.csv: is not the file that the run wrote")) << ended.err;
    seal_run(*made / "changed");
    const Ended sealed = run({"show", "changed", "1"});
    EXPECT_EQ(sealed.code, 4);
    EXPECT_TRUE(holds(sealed.err, "populations.csv: not the file of this run")) << sealed.err;
}

TEST_F(Populations, PredictorsOfARunNeedNoSimulation) {
    const Ended ended = run({"predictors", "over", "--arm", "nivolumab", "--csv", "predictors.csv"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(holds(ended.out, "PREDICTORS in arm nivolumab")) << ended.out;
    EXPECT_TRUE(holds(ended.out, "tumour.killing"));
    const auto lines = lines_of(text_in(*made / "predictors.csv"));
    ASSERT_GT(lines.size(), 60u);
    expect_a_plain_csv(lines);
    EXPECT_EQ(lines[1].rfind("nivolumab,tumour.", 0), 0u) << lines[1];
    EXPECT_EQ(run({"predictors", "over", "-n", "5"}).code, 2);
}

TEST_F(Populations, PredictorsOfAFileAreThoseOfItsRun) {
    ASSERT_EQ(run({"run", "short.toml", "-n", "150", "--out", "same", "--force", "--quiet"}).code, 0);
    const Ended of_run = run({"predictors", "same"}),
                of_file = run({"predictors", "short.toml", "-n", "150"});
    ASSERT_EQ(of_file.code, 0) << of_file.err;
    EXPECT_EQ(of_run.out, of_file.out);
}

TEST_F(Populations, ASweepTreatsTheSamePatientsAtEveryPoint) {
    const Ended ended = run({"sweep", "short.toml", "-n", "100", "--over",
                             "regimen.nktr214_6ug_q3w.dose=0.003 mg/kg,0.006 mg/kg", "--over",
                             "regimen.nktr214_6ug_q3w.every=14 d,21 d", "--csv", "sweep.csv"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto lines = lines_of(text_in(*made / "sweep.csv"));
    ASSERT_EQ(lines.size(), 1 + 4 * 2u);
    expect_a_plain_csv(lines);
    EXPECT_EQ(lines[0].rfind("regimen.nktr214_6ug_q3w.dose,regimen.nktr214_6ug_q3w.every,arm,", 0), 0u);
    // The arm without the drug is the same at all four points, doses and all. Only of the first point is that
    // known without error.
    std::string nivolumab = lines[2].substr(lines[2].find(",nivolumab,"));
    const std::size_t no_error = nivolumab.find(",0,0,", nivolumab.find("0.22,"));
    ASSERT_NE(no_error, std::string::npos) << nivolumab;
    nivolumab.replace(no_error, 5, ",0,,");
    for (const std::size_t row : {4, 6, 8})
        EXPECT_EQ(lines[row].substr(lines[row].find(",nivolumab,")), nivolumab);
    EXPECT_TRUE(holds(ended.out, "grade 3+")) << ended.out;
    EXPECT_FALSE(holds(ended.out, "changes nothing")) << ended.out;
}

TEST_F(Populations, ASweepOfOneArmHasTheNumbersOfASweepOfAll) {
    const std::vector<std::string> all = {
        "sweep", "short.toml", "-n", "60", "--over", "regimen.nktr214_6ug_q3w.dose=0.003 mg/kg,0.006 mg/kg",
        "--json"};
    std::vector<std::string> one = all;
    one.insert(one.end(), {"--arm", "nktr214_nivolumab"});
    const auto of_all = nlohmann::json::parse(run(all).out), of_one = nlohmann::json::parse(run(one).out);
    for (std::size_t i = 0; i < 2; ++i) {
        ASSERT_EQ(of_one["points"][i]["arms"].size(), 1u);
        EXPECT_EQ(of_one["points"][i]["arms"][0], of_all["points"][i]["arms"][0]);
    }
    EXPECT_EQ(run({"sweep", "short.toml", "--over", "trial.n=5,6", "--arm", "nobody"}).code, 2);
}

TEST_F(Populations, ASweepOverPopulationsHasTheRatesOfEach) {
    const Ended ended =
        run({"sweep", "short.toml", "--populations", "two.csv", "-n", "400", "--arm", "nivolumab", "--over",
             "regimen.nktr214_6ug_q3w.dose=0.003 mg/kg,0.006 mg/kg", "--json", "--csv", "both.csv"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto json = nlohmann::json::parse(ended.out);
    const auto& orr = json["points"][0]["arms"][0]["columns"]["orr"];
    double mean = 0, variance = 0;
    const std::vector<std::pair<std::string, double>> settings = {{"1e-5 1/h|0.002 1/d|0", 0.6},
                                                                  {"9e-5 1/h|0.003 1/d|200", 0.4}};
    for (const auto& [texts, weight] : settings) {
        const auto bar = texts.find('|'), last = texts.rfind('|');
        const auto alone = nlohmann::json::parse(
            run({"sweep", "short.toml", "-n", "200", "--first-patient", texts.substr(last + 1), "--arm",
                 "nivolumab", "--set", "tumour.killing.median=" + texts.substr(0, bar), "--set",
                 "tumour.growth_rate.median=" + texts.substr(bar + 1, last - bar - 1), "--over", "trial.n=5",
                 "--json"})
                .out);
        const double p = alone["points"][0]["arms"][0]["columns"]["orr"]["mean"];
        mean += weight * p;
        variance += weight * weight * p * (1 - p) / 199;  // unbiased
    }
    EXPECT_NEAR(orr["mean"], mean, 1e-12);
    EXPECT_NEAR(orr["mc_standard_error"], std::sqrt(variance), 1e-12);
    EXPECT_EQ(json["populations"], 2);
    EXPECT_TRUE(holds(lines_of(text_in(*made / "both.csv"))[0], "orr_populations_lower"));
}

TEST_F(Populations, ASweepOfManyAxesFitsAHundredColumns) {
    const Ended ended = run({"sweep", "short.toml", "-n", "4", "--over", "trial.n=5,6", "--over",
                             "regimen.nktr214_6ug_q3w.dose=0.003 mg/kg,0.006 mg/kg", "--over",
                             "regimen.nktr214_6ug_q3w.every=14 d,21 d", "--over",
                             "regimen.nivolumab_360mg_q3w.every=14 d,21 d"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(holds(ended.out, "6, 0.006 mg/kg, 21 d, 21 d")) << ended.out;
    for (const std::string& line : lines_of(ended.out)) EXPECT_LE(table::display_width(line), 100u) << line;
}

TEST_F(Populations, ASweepOverWhatNoArmHasSaysSo) {
    const Ended ended = run({"sweep", "short.toml", "-n", "20", "--over",
                             "regimen.aldesleukin_high_dose.dose=300000 IU/kg,600000 IU/kg", "--over",
                             "regimen.nktr214_6ug_q3w.dose=0.003 mg/kg,0.006 mg/kg"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(holds(ended.out, "regimen.aldesleukin_high_dose.dose\n    changes nothing")) << ended.out;
    EXPECT_FALSE(holds(ended.out, "nktr214_6ug_q3w.dose\n    changes nothing")) << ended.out;
}

TEST_F(Populations, ASweepTellsEveryMistakeBeforeItSimulates) {
    EXPECT_EQ(run({"sweep", "short.toml"}).code, 2);
    EXPECT_EQ(run({"sweep", "short.toml", "--over", "trial.n"}).code, 2);
    EXPECT_EQ(run({"sweep", "short.toml", "--over", "trial.n=10,,20"}).code, 2);
    const Ended ended = run({"sweep", "short.toml", "--over", "trial.n=10,many"});
    EXPECT_EQ(ended.code, 3);
    EXPECT_TRUE(holds(ended.err, "--over trial.n=many, character 9: ")) << ended.err;
}

TEST_F(Populations, ASweepKeepsItsPatients) {
    for (const std::string over : {"study.seed=1,2", "study.patients=50,100"}) {
        const Ended ended = run({"sweep", "short.toml", "--over", over});
        EXPECT_EQ(ended.code, 2);
        EXPECT_TRUE(holds(ended.err, "has the same patients")) << ended.err;
    }
    EXPECT_EQ(run({"sweep", "short.toml", "--over", "trial.n=5", "--over", "trial.n=7"}).code, 2);
}

TEST_F(Populations, ADecimalCommaInAGridIsNoValueTwice) {
    const Ended ended = run({"sweep", "short.toml", "--over", "trial.between_trial_sd=0,2,0,4"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_TRUE(holds(ended.err, "0 stands twice")) << ended.err;
}

TEST_F(Populations, ValuesOfASweepThatBeginAlikeAreDistinguished) {
    const Ended ended = run({"sweep", "short.toml", "-n", "4", "--over",
                             "assessment.scans={ every = \"6 wk\" },{ every = \"9 wk\" }"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(holds(ended.out, "9 wk")) << ended.out;
}

TEST_F(Populations, AnArmToCompareWithIsCalledByItsOption) {
    const Ended ended = run(
        {"decide", "short.toml", "--populations", "two.csv", "--arm", "nivolumab", "--against", "nivolumb"});
    EXPECT_EQ(ended.code, 2);
    EXPECT_TRUE(holds(ended.err, "--against nivolumb: no such arm (did you mean `nivolumab`?)")) << ended.err;
}

TEST_F(Populations, TheFilesOwnNumbersThatTheyReplaceAreNamed) {
    put_text(
        *made / "own.toml",
        "schema = 1\ninclude = [\"short.toml\"]\n[nktr214]\none_chain_alpha_factor = { value = 124, source = "
        "\"assumed\" }\n");
    put_text(*made / "factor.csv", "population,weight,nktr214.one_chain_alpha_factor.value\na,1,31\n");
    const auto warned = [](const std::string& file) {
        return run(
            {"run", file, "--populations", "factor.csv", "-n", "500", "-q", "--out", "own", "--force"});
    };
    const Ended own = warned("own.toml"), shipped = warned("short.toml");
    ASSERT_EQ(own.code, 0) << own.err;
    EXPECT_TRUE(holds(own.err,
                      "sets `nktr214.one_chain_alpha_factor.value` in every population: what own.toml says "
                      "of it is replaced"))
        << own.err;
    EXPECT_FALSE(holds(shipped.err, "in every population")) << shipped.err;
}

TEST_F(Populations, ADecisionHasItsThreeControlsAndSaysWhatCannotBeIdentified) {
    const Ended ended = run({"decide", "short.toml", "--populations", "two.csv", "-n", "1000", "--sizes",
                             "290,50", "--stage", "13,3", "--csv", "decision.csv"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    for (const char* words : {"inert", "as calibrated", "twice as active", "odds ratio 1.5", "not identified",
                              "STAGED", "2 populations of 500"})
        EXPECT_TRUE(holds(ended.out, words)) << words << "\n" << ended.out;
    for (const std::string& line : lines_of(ended.out)) EXPECT_LE(table::display_width(line), 100u) << line;
    const auto lines = lines_of(text_in(*made / "decision.csv"));
    ASSERT_EQ(lines.size(), 1 + 4 * 2u);
    expect_a_plain_csv(lines);
    EXPECT_TRUE(holds(ended.out, "0.0 (-0.4 to 0.4)     -  0.500"))
        << ended.out;  // of 961.5 effective patients
    // The combination without NKTR-214 is nivolumab.
    EXPECT_TRUE(holds(lines[1], ",inert,0,0,0,0.5,")) << lines[1];
}

TEST_F(Populations, OnePopulationAndOneTrialHaveNoRangeInAnyFile) {
    const Ended ended = run(
        {"decide", "short.toml", "-n", "60", "--sizes", "50", "--set", "trial.trials=1", "--csv", "one.csv"});
    ASSERT_EQ(ended.code, 0) << ended.err;
    const auto lines = lines_of(text_in(*made / "one.csv"));
    const auto names = *base::csv_cells(lines[0]), cells = *base::csv_cells(lines[2]);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string& name = names[i].text;
        const bool of_one = name == "population_mean" || name == "median";
        const bool of_several = name.rfind("p_", 0) == 0 || name.find("lower") != std::string::npos ||
                                name.find("upper") != std::string::npos;
        if (of_one || of_several) {
            EXPECT_EQ(cells[i].text.empty(), of_several) << name;
        }
    }
    const Ended of_run = run(
        {"run", "short.toml", "-n", "60", "--set", "trial.trials=1", "--out", "one", "--force", "--json"});
    ASSERT_EQ(of_run.code, 0) << of_run.err;
    const auto summary = nlohmann::ordered_json::parse(of_run.out);
    EXPECT_EQ(store::summary_schema().error_of(summary), "");
    const auto& trial = summary["arms"][0]["orr_trial"];
    EXPECT_TRUE(trial["quantiles"].front()["value"].is_null());
    EXPECT_FALSE(trial["quantiles"][3]["value"].is_null());
    EXPECT_TRUE(summary["twins"][0]["randomised"]["p_a_greater"]["estimate"].is_null());
    EXPECT_EQ(run({"compare", "one", "one"}).code, 0);
}

TEST_F(Populations, AFileWithoutEndIsRefused) {
    for (const char* verb : {"run", "decide", "plan"}) {
        const Ended ended = run({verb, "short.toml", "--populations", "/dev/zero"});
        EXPECT_EQ(ended.code, 3) << ended.err;
        EXPECT_TRUE(holds(ended.err, "/dev/zero:1:1: larger than 67108864 bytes")) << ended.err;
    }
}

TEST_F(Populations, ADecisionNeedsADrugThatIsAdded) {
    EXPECT_EQ(run({"decide", "short.toml", "--arm", "nivolumab", "--against", "nktr214_nivolumab"}).code, 2);
    EXPECT_EQ(run({"decide", "short.toml", "--arm", "nivolumab", "--against", "nivolumab"}).code, 2);
    EXPECT_EQ(run({"decide", cohorts + "/head_to_head.toml"}).code, 2);
    const Ended unlike =
        run({"decide", cohorts + "/head_to_head.toml", "--arm", "aldesleukin", "--against", "nktr214"});
    EXPECT_EQ(unlike.code, 2);
    EXPECT_TRUE(holds(unlike.err, "does not give NKTR-214")) << unlike.err;
    EXPECT_EQ(run({"decide", "short.toml", "--stage", "13,14"}).code, 2);
}

TEST(Predictions, AreDesignsWhoseResultsAreForValidationOnly) {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(cohorts + "/predictions")) {
        if (entry.path().extension() != ".toml") continue;
        ++files;
        const TemporaryFolder folder;
        const Ended ended = run_program(folder, {"check", entry.path().string()});
        EXPECT_EQ(ended.code, 0) << ended.err;
        EXPECT_FALSE(holds(text_in(entry.path()), "role = \"calibration\"")) << entry.path();
    }
    EXPECT_EQ(files, 24);
}

}  // namespace
}  // namespace twinarm::cli
