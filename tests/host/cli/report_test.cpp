// twinarm report: what the page of a small run shows, and the errors of a damaged one.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "host/cohort/defaulted_parameters.hpp"
#include "host/report/page.hpp"
#include "kernels/model/parameters.hpp"
#include "tests/host/cli/page_data.hpp"
#include "tests/host/cli/program.hpp"
#include "tests/host/cli/sealed_run.hpp"

namespace twinarm::cli {
namespace {

using Json = nlohmann::json;

class Report : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder;
        const Ended run =
            run_program(*folder_, {"run", cohorts + "/head_to_head.toml", "-n", "120", "--first-patient",
                                   "40", "--set", "trial.trials=200", "--quiet", "--out", "run"});
        ASSERT_EQ(run.code, 0) << run.err;
        if (!report::report_is_built()) return;
        const Ended ended = run_program(*folder_, {"report", "run", "-o", "r.html", "--sample", "30"});
        ASSERT_EQ(ended.code, 0) << ended.err;
        data_ = new Json(page_data(*folder_ / "r.html"));
    }
    static void TearDownTestSuite() {
        delete data_, delete folder_;
        data_ = nullptr, folder_ = nullptr;
    }
    void SetUp() override {
        if (!report::report_is_built()) GTEST_SKIP() << "built without d3";
        ASSERT_NE(data_, nullptr);
    }
    const Json& data() const { return *data_; }
    Ended report_of(const std::string& name) const {
        return run_program(*folder_, {"report", name, "-o", "x.html"});
    }
    /// A copy of the run with one file changed.
    std::string damaged(const std::string& file, const std::string& from, const std::string& to) const {
        const std::filesystem::path copy = *folder_ / "damaged";
        std::filesystem::remove_all(copy);
        std::filesystem::copy(*folder_ / "run", copy);
        std::string text = text_in(copy / file);
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        put_text(copy / file, text.replace(at, from.size(), to));
        return "damaged";
    }

    static TemporaryFolder* folder_;
    static Json* data_;
};
TemporaryFolder* Report::folder_ = nullptr;
Json* Report::data_ = nullptr;

TEST_F(Report, AMonthHasOneLengthThatThePageIsGiven) {
    EXPECT_EQ(data()["days_per_month"], 30.4375);
    const std::string page = text_in(*folder_ / "r.html"), number = "30.4375";
    std::size_t times = 0;
    for (std::size_t at = page.find(number); at != std::string::npos; at = page.find(number, at + 1)) ++times;
    EXPECT_EQ(times, 1u);
}

/// The first integer that a script would round, or an empty text.
std::string rounded_integer(const Json& json) {
    if (json.is_structured()) {
        for (const Json& part : json)
            if (const std::string found = rounded_integer(part); !found.empty()) return found;
    } else if (json.is_number_integer() && std::abs(json.get<double>()) > 9007199254740992.0) {
        return json.dump();
    }
    return "";
}

TEST_F(Report, SeedAndPatientNumbersHaveAllTheirDigits) {
    const Ended run = run_program(*folder_, {"run", cohorts + "/head_to_head.toml", "-n", "12", "--seed",
                                             "18446744073709551615", "--first-patient", "9007199254740993",
                                             "--set", "trial.trials=20", "--quiet", "--out", "big"});
    ASSERT_EQ(run.code, 0) << run.err;
    ASSERT_EQ(run_program(*folder_, {"report", "big", "-o", "big.html", "--sample", "10"}).code, 0);
    const Json page = page_data(*folder_ / "big.html");
    EXPECT_EQ(rounded_integer(page), "");
    EXPECT_EQ(page["run"]["seed"], "18446744073709551615");
    EXPECT_EQ(page["summary"]["study"]["seed"], "18446744073709551615");
    EXPECT_EQ(page["run"]["first_patient"], "9007199254740993");
    EXPECT_EQ(page["twins"]["patient"].size(), 12u);
    for (const char* part : {"spider", "swimmer"})
        for (const Json& patient : page[part][0])
            EXPECT_EQ(patient["patient"].get<std::string>().substr(0, 12), "900719925474") << part;
}

TEST_F(Report, EveryPatientIsAtRiskOnDayZero) {
    for (const char* part : {"pfs", "os"})
        for (const Json& arm : data()[part]["arms"]) EXPECT_EQ(arm["at_risk"][0], 120) << part;
}

TEST_F(Report, AKaplanMeierCurveFallsAndStaysInsideOfItsLimits) {
    for (const Json& arm : data()["pfs"]["arms"]) {
        double before = 1;
        for (std::size_t i = 0; i < arm["day"].size(); ++i) {
            const double now = arm["survival"][i];
            EXPECT_LT(now, before);
            if (!arm["lower"][i].is_null()) {
                EXPECT_LE(arm["lower"][i].get<double>(), now);
                EXPECT_GE(arm["upper"][i].get<double>(), now);
            }
            before = now;
        }
    }
}

TEST_F(Report, EveryVirtualTrialIsCounted) {
    for (const Json& arm : data()["trials"]) {
        std::uint64_t trials = 0;
        for (const Json& n : arm["responders"]) trials += n.get<std::uint64_t>();
        EXPECT_EQ(trials, 200u);
    }
}

TEST_F(Report, TheGroupsOfATraitHoldEveryPatientAndEveryResponder) {
    ASSERT_GT(data()["traits"]["traits"].size(), 10u);
    for (const Json& trait : data()["traits"]["traits"])
        for (std::size_t a = 0; a < 4; ++a) {
            std::uint64_t responders = 0, patients = 0;
            for (const Json& group : trait["groups"]) {
                responders += group["arms"][a][0].get<std::uint64_t>();
                patients += group["arms"][a][1].get<std::uint64_t>();
            }
            EXPECT_EQ(patients, 120u) << trait["key"];
            EXPECT_EQ(responders, data()["summary"]["arms"][a]["orr_population"]["count"]) << trait["key"];
        }
}

TEST_F(Report, TheDifferenceOfATraitIsThatOfItsOuterGroupsAndLiesInItsLimits) {
    for (const Json& trait : data()["traits"]["traits"])
        for (std::size_t a = 0; a < trait["differences"].size(); ++a) {
            const auto rate = [&](const Json& group) {
                return group["arms"][a][0].get<double>() / group["arms"][a][1].get<double>();
            };
            const Json& difference = trait["differences"][a];
            EXPECT_NEAR(difference[0].get<double>(),
                        rate(trait["groups"].back()) - rate(trait["groups"].front()), 1e-4)
                << trait["key"];
            EXPECT_LE(difference[1].get<double>(), difference[0].get<double>());
            EXPECT_GE(difference[2].get<double>(), difference[0].get<double>());
        }
}

TEST_F(Report, WhatAChartHoldsIsMeasurableAndWhatOnlyTheModelKnowsIsNot) {
    std::map<std::string, bool> measurable;
    for (const Json& trait : data()["traits"]["traits"]) measurable[trait["key"]] = trait["measurable"];
    for (const auto& [key, is] : measurable)
        if (key.rfind("covariates.", 0) == 0) {
            EXPECT_TRUE(is) << key;
        }
    EXPECT_TRUE(measurable.at("tumour.baseline_sld"));
    EXPECT_FALSE(measurable.at("tumour.killing"));
    EXPECT_FALSE(measurable.at("receptors.treg_cd25"));
}

TEST_F(Report, ALaneOfTheSwimmerPlotEndsAsItsPatientDid) {
    for (const Json& arm : data()["swimmer"]) {
        EXPECT_EQ(arm.size(), 30u);  // all of the sample
        double before = 1e9;
        for (const Json& patient : arm) {
            EXPECT_LE(patient["end_d"].get<double>(), before);
            before = patient["end_d"];
            const bool responds = patient["response"] == "CR" || patient["response"] == "PR";
            EXPECT_EQ(!patient["response_d"].is_null(), responds) << patient;
            if (responds) {
                EXPECT_LE(patient["response_d"].get<double>(), before) << patient;
            }
            if (patient["response"] == "PD") {
                EXPECT_EQ(patient["end"], "progression") << patient;
            }
        }
    }
}

TEST_F(Report, TheQuartersOfAnExposureHoldEveryPatientAndEveryResponder) {
    ASSERT_EQ(data()["exposure"].size(), 5u);  // regimens of the four arms
    for (const Json& part : data()["exposure"]) {
        std::uint64_t responders = 0, patients = 0;
        double before = 0;
        ASSERT_EQ(part["events"].size(), 3u);  // response, CR, hypotension
        for (const Json& group : part["events"][0]["groups"]) {
            EXPECT_GT(group["median"].get<double>(), before);
            before = group["median"];
            responders += group["count"].get<std::uint64_t>();
            patients += group["patients"].get<std::uint64_t>();
        }
        EXPECT_EQ(patients, 120u) << part["label"];
        EXPECT_EQ(responders,
                  data()["summary"]["arms"][part["arm"].get<std::size_t>()]["orr_population"]["count"])
            << part["label"];
    }
}

TEST_F(Report, AWaterfallFallsAndEndsWithTheBestResponses) {
    for (const Json& arm : data()["waterfall"])
        for (std::size_t i = 1; i < arm["change"].size(); ++i)
            EXPECT_LE(arm["change"][i].get<double>(), arm["change"][i - 1].get<double>());
}

TEST_F(Report, BandsAreInOrderAndStartUntreated) {
    for (const Json& quantity : data()["bands"]["quantities"])
        for (const Json& arm : quantity["arms"]) {
            if (arm.is_null()) continue;
            for (std::size_t d = 0; d < arm["p50"].size(); ++d) {
                if (arm["p50"][d].is_null()) continue;
                EXPECT_LE(arm["p10"][d].get<double>(), arm["p50"][d].get<double>()) << quantity["id"];
                EXPECT_LE(arm["p50"][d].get<double>(), arm["p90"][d].get<double>()) << quantity["id"];
            }
            if (quantity["unit"] == "x baseline") {
                EXPECT_EQ(arm["p50"][0], 1) << quantity["id"];
            }
            if (quantity["unit"] == "nmol/L") {
                EXPECT_EQ(arm["p90"][0], 0) << quantity["id"];
            }
        }
}

TEST_F(Report, NobodyHasADrugThatTheArmDoesNotGive) {
    for (const Json& quantity : data()["bands"]["quantities"])
        if (quantity["id"] == "nivolumab") {
            EXPECT_TRUE(quantity["arms"][0].is_null());
            EXPECT_FALSE(quantity["arms"][2].is_null());
        }
}

TEST_F(Report, ThePlannedDosesOfHighDoseIl2AreAllAccountedFor) {
    const Json& doses = data()["doses"][0]["doses"];
    ASSERT_EQ(doses.size(), 28u);
    EXPECT_EQ(doses[0]["given"], 30);  // everyone gets the first dose
    for (const Json& dose : doses)
        EXPECT_LE(dose["given"].get<int>() + dose["late"].get<int>() + dose["omitted"].get<int>(), 30);
}

TEST_F(Report, ThePathwayHasTheSignsOfTheModel) {
    std::map<std::pair<std::string, std::string>, int> sign;
    for (const Json& edge : data()["pathway"]["drugs"][0]["edges"])
        sign[{edge["from"], edge["to"]}] = edge["sign"];
    const auto of = [&](const char* from, const char* to) { return sign.at({from, to}); };
    EXPECT_EQ(of("occ_endothelium", "leak"), 1);
    EXPECT_EQ(of("occ_nk", "leak"), 1);
    EXPECT_EQ(of("occ_cd8", "surface_receptor"), -1);
    EXPECT_EQ(of("occ_treg", "treg"), 1);
    EXPECT_EQ(of("tumour_cd8", "tumour"), -1);
    EXPECT_EQ(of("tumour_treg", "tumour"), 1);
    EXPECT_EQ(sign.count({"occ_endothelium", "cd8"}), 0u);
    EXPECT_EQ(sign.count({"eosinophils", "tumour"}), 0u);
}

TEST_F(Report, EachDrugOccupiesItsOwnReceptors) {
    std::map<std::string, std::map<std::string, double>> occupied;
    for (const Json& drug : data()["pathway"]["drugs"])
        for (const Json& receptor : drug["receptors"])
            occupied[drug["drug"]][receptor["id"]] = receptor["occupied"];
    EXPECT_GT(occupied["nivolumab"]["occ_pd1"], 0.9);
    EXPECT_EQ(occupied["nivolumab"]["occ_treg"], 0);
    EXPECT_EQ(occupied["aldesleukin"]["occ_pd1"], 0);
    EXPECT_GT(occupied["aldesleukin"]["occ_treg"], 0.9);
}

TEST_F(Report, EveryParameterHasItsSource) {
    int given = 0;  // the others have their defaults, which change nothing
    for (int i = 0; i < parameter_count; ++i) given += !cohort::default_of(i);
    ASSERT_EQ(data()["parameters"].size(), std::size_t(given));
    const std::set<std::string> known = {"sourced", "assumed", "calibrated", "calibrated by hand",
                                         "not calibrated"};
    for (const Json& parameter : data()["parameters"]) {
        EXPECT_FALSE(parameter["source"].get<std::string>().empty()) << parameter["key"];
        EXPECT_EQ(known.count(parameter["status"]), 1u) << parameter["key"];
    }
}

TEST_F(Report, TwoReportsAreTheSameBytes) {
    ASSERT_EQ(run_program(*folder_, {"report", "run", "-o", "again.html", "--sample", "30"}).code, 0);
    EXPECT_EQ(text_in(*folder_ / "again.html"), text_in(*folder_ / "r.html"));
}

TEST_F(Report, AnOutcomeThatDiffersIsEightAndNothingIsWritten) {
    const std::string text = text_in(*folder_ / "run/patients.csv"), start = "\n41,aldesleukin,0,";
    const std::string response = text.substr(text.find(start) + start.size(), 2);
    const std::string run =
        damaged("patients.csv", start + response, start + (response == "SD" ? "PD" : "SD"));
    EXPECT_EQ(report_of(run).code, 8);
    seal_run(*folder_ / run);
    // A sample of all patients sees every change.
    const Ended ended = run_program(*folder_, {"report", run, "-o", "x.html", "--sample", "120"});
    EXPECT_EQ(ended.code, 8);
    EXPECT_TRUE(holds(ended.err, "patient 41 differs from what is stored\n  stored: aldesleukin: "))
        << ended.err;
    EXPECT_TRUE(holds(ended.err, "twinarm show damaged 41 --arm aldesleukin")) << ended.err;
    EXPECT_FALSE(std::filesystem::exists(*folder_ / "x.html"));
}

TEST_F(Report, ADamagedRunIsEightAndFourWithItsLineWhereItsRecordFits) {
    const auto sealed = [&](const std::string& run) {
        EXPECT_EQ(report_of(run).code, 8);
        seal_run(*folder_ / run);
        return report_of(run);
    };
    const Ended row = sealed(damaged("patients.csv", "\n41,nktr214,0,", "\n41,nktr214,x,"));
    EXPECT_EQ(row.code, 4);
    EXPECT_TRUE(holds(row.err, "patients.csv:7:12: status is not a whole number")) << row.err;
    EXPECT_EQ(sealed(damaged("patients.csv", "\n42,nivolumab,", "\n42,placebo,")).code, 4);
    EXPECT_EQ(sealed(damaged("summary.json", "}", "")).code, 4);
    EXPECT_EQ(sealed(damaged("trials.csv", "aldesleukin", "placebo")).code, 4);
}

TEST_F(Report, AMissingFolderOrFileIsSixAndANonsenseSampleIsTwo) {
    EXPECT_EQ(report_of("nowhere").code, 6);
    EXPECT_EQ(run_program(*folder_, {"report", "run", "-o", "nowhere/r.html"}).code, 6);
    EXPECT_EQ(run_program(*folder_, {"report", "run", "-o", "x.html", "--sample", "3"}).code, 2);
}

TEST(ReportVerb, WithoutD3TheAnswerIsSeven) {
    if (report::report_is_built()) GTEST_SKIP() << "built with d3";
    const TemporaryFolder folder;
    const Ended ended = run_program(folder, {"report", "nowhere"});
    EXPECT_EQ(ended.code, 7);
    EXPECT_TRUE(holds(ended.err, "node-d3")) << ended.err;
}

}  // namespace
}  // namespace twinarm::cli
