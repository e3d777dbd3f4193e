// The table of a run: 100 columns at most, and the words that must stand in it.
#include "host/table/result_table.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

#include "host/cohort/population_studies.hpp"
#include "host/store/stored_json.hpp"
#include "host/store/summary_json.hpp"
#include "host/table/text_table.hpp"
#include "host/trial/analysis.hpp"

namespace twinarm::table {
namespace {

/// Four arms with long names; outcomes that cycle through all responses.
struct FourArms {
    cohort::Cohort cohort;
    explicit FourArms(std::uint64_t patients, bool failing = false, bool responding = true) {
        cohort.id = "a_cohort_with_a_long_identifier";
        cohort.title =
            "A title that is so long that it would never fit on a line of one hundred columns of a terminal";
        cohort.disease = "metastatic renal-cell carcinoma";
        cohort.study.arm_count = 4;
        cohort.trial.trials = 50;
        cohort.trial.n = 20;
        for (int a = 0; a < 4; ++a) {
            cohort::ArmDesign label{
                "an_arm_with_a_long_identifier_" + std::to_string(a),
                "A label that goes on for very long indeed",
                20,
                {"aldesleukin 600000 IU/kg every 8 h for 14 doses, 2 cycles", "nivolumab 360 mg every 21 d"}};
            cohort.arms.push_back(label);
            cohort.study.arms[a].regimen_count = 2;
            cohort.study.arms[a].regimens[0].doses_per_cycle = 14;
            cohort.study.arms[a].regimens[1].drug = Drug::nivolumab;
            cohort.published.push_back(
                {"A published trial with a long name", label.id, 30, 120, 3, "calibration", "source"});
        }
        trial::Analysis analysis(cohort, cohort::one_population(cohort, patients).design);
        for (std::uint64_t p = 0; p < patients; ++p) {
            std::vector<Outcome> outcomes(4);
            for (int a = 0; a < 4; ++a) {
                Outcome& o = outcomes[std::size_t(a)];
                o = {};
                o.patient = p;
                o.arm = a;
                o.status = failing ? Status::not_finite : Status::ok;
                o.response = responding ? Response((p + std::uint64_t(a)) % 5) : Response::SD;
                o.measurable = a > 0 || !responding;
                o.disease_control = o.response >= Response::SD;
                o.scans = 3;
                o.best_change = -1.0 + double(p % 7) / 3;
                o.time_to_response_h = o.response >= Response::PR ? 1000 : never;
                o.duration_h = o.response >= Response::PR ? 2000 : never;
                o.pfs_h = 24 * (30 + double(p % 300)), o.pfs_event = 1;
                o.os_h = 24 * 364, o.os_event = 0;
                o.doses_given[0] = 100, o.doses_held[0] = 100;
                o.worst_hypotension_grade = int(p % 5);
            }
            analysis.add(outcomes.data(), 1);
        }
        summary = analysis.summarise();
    }
    trial::StudySummary summary;
};

TEST(ResultTable, NoLineIsWiderThanTheTerminal) {
    const FourArms study(1000);
    std::istringstream text(result_table(study.cohort, study.summary, {2000000, true, false}));
    for (std::string line; std::getline(text, line);) EXPECT_LE(display_width(line), table_width) << line;
}

TEST(ResultTable, SaysThatTheDataAreSimulatedAndWhatIsAssumed) {
    const FourArms study(100);
    const std::string text = result_table(study.cohort, study.summary, {100, false, false});
    for (const char* words :
         {"Simulated data, not patients", "cross-arm dependence is assumed, not estimated", "Clopper-Pearson",
          "MC s.e.: Monte-Carlo standard error", "not reached (follow-up 12.0)", "25.0 (17.5 to 33.7)"})
        EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
    EXPECT_EQ(text.find("INTERRUPTED"), std::string::npos);
}

TEST(ResultTable, AnInterruptedRunSaysHowManyWereDone) {
    const FourArms study(100);
    const std::string text = result_table(study.cohort, study.summary, {5000, true, false});
    EXPECT_NE(text.find("INTERRUPTED: 100 of 5,000 patients"), std::string::npos) << text;
}

TEST(ResultTable, SharesOfNobodyAreNoZeros) {
    const FourArms study(10, true);
    const std::string text = result_table(study.cohort, study.summary, {10, false, false});
    const std::size_t block = text.find("BEST OVERALL RESPONSE"), end = text.find("SURVIVAL");
    EXPECT_NE(text.find("10 of 10 patients failed"), std::string::npos) << text;
    const std::string row =
        text.substr(text.find("an_arm", block),
                    0 + text.find('\n', text.find("an_arm", block)) - text.find("an_arm", block));
    EXPECT_EQ(row.find("0.0"), std::string::npos) << row;
    EXPECT_LT(block, end);
}

TEST(ResultTable, APoolThatNobodyCompletedHasNoRateOfAnything) {
    FourArms study(10, true);
    study.summary.pools.emplace_back().id = "pool_of_two";
    const std::string text = result_table(study.cohort, study.summary, {10, false, false});
    const std::size_t row = text.find("pool_of_two");
    EXPECT_EQ(text.substr(row, text.find('\n', row) - row).find("0.0"), std::string::npos) << text;
    const auto json = nlohmann::json::parse(store::summary_json(study.summary, {1, 0, 10, false}));
    EXPECT_TRUE(json["pools"][0]["bor"]["CR"].is_null());
}

TEST(ResultTable, NobodyOfFiftyHasExactLimitsInPlaceOfAnErrorOfNought) {
    const FourArms study(50, false, false);
    const std::string text = result_table(study.cohort, study.summary, {50, false, false});
    EXPECT_NE(text.find("  0.0  0.0 to 7.1  "), std::string::npos) << text;
    EXPECT_NE(text.find("A range in place of an s.e.: exact 95% limits"), std::string::npos) << text;
    const auto json = nlohmann::json::parse(store::summary_json(study.summary, {1, 0, 50, false}));
    const auto& rate = json["arms"][0]["orr_population"];
    EXPECT_TRUE(rate["mc_standard_error"].is_null());
    EXPECT_NEAR(rate["limits"]["upper"], 0.0711, 0.00005);
    EXPECT_TRUE(json["twins"][0]["difference_mc_standard_error"].is_null());
    EXPECT_NEAR(json["twins"][0]["difference_limits"]["lower"], -0.0711, 0.00005);
}

TEST(ResultTable, GradeThreeOrMoreHoldsGradeFive) {
    FourArms study(100);
    for (trial::ArmSummary& arm : study.summary.arms) arm.hypotension = {0.5, 0.125, 0, 0.125, 0.125, 0.125};
    const std::string text = result_table(study.cohort, study.summary, {100, false, false});
    EXPECT_NE(text.find("grade 3+, %"), std::string::npos) << text;
    EXPECT_NE(text.find("37.5"), std::string::npos) << text;
}

TEST(ResultTable, SaysWhoHasNoMeasurableDisease) {
    const FourArms study(100);
    const std::string text = result_table(study.cohort, study.summary, {100, false, false});
    EXPECT_NE(text.find("100 of 100 patients have no measurable disease"), std::string::npos) << text;
    const auto json = nlohmann::json::parse(store::summary_json(study.summary, {1, 0, 100, false}));
    EXPECT_EQ(json["arms"][0]["without_measurable_disease"], 100);
    EXPECT_EQ(json["arms"][1]["without_measurable_disease"], 0);
}

TEST(SummaryJson, FollowsItsSchemaWithPatientsWithoutAndWithOnlyFailures) {
    for (const bool failing : {false, true})
        for (const std::uint64_t patients : {std::uint64_t(0), std::uint64_t(50)}) {
            const FourArms study(patients, failing);
            const auto json =
                nlohmann::ordered_json::parse(store::summary_json(study.summary, {1, 0, 50, patients == 0}));
            EXPECT_EQ(store::summary_schema().error_of(json), "");
        }
    const FourArms nobody_responds(50, false, false);
    const auto json =
        nlohmann::ordered_json::parse(store::summary_json(nobody_responds.summary, {1, 0, 50, false}));
    EXPECT_EQ(store::summary_schema().error_of(json), "");
}

TEST(SummaryJson, TheSchemaRefusesAMissingKeyAndAWrongType) {
    const FourArms study(50);
    const auto whole = nlohmann::ordered_json::parse(store::summary_json(study.summary, {1, 0, 50, false}));
    auto json = whole;
    json["arms"][0].erase("orr_population");
    EXPECT_EQ(store::summary_schema().error_of(json), "/arms/0/orr_population: is missing");
    json = whole;
    json["arms"][1]["bor"]["CR"] = "many";
    EXPECT_EQ(store::summary_schema().error_of(json),
              R"(/arms/1/bor/CR: "many" is not of type ["number","null"])");
    json = whole;
    json["simulated"] = false;
    EXPECT_EQ(store::summary_schema().error_of(json), "/simulated: false is not true");
    json = whole;
    json["precision"] = "quadruple";
    EXPECT_EQ(store::summary_schema().error_of(json),
              R"(/precision: "quadruple" is none of ["double","single"])");
}

TEST(SummaryJson, HoldsTheCountsOfTheSummary) {
    const FourArms study(50);
    const auto json = nlohmann::json::parse(store::summary_json(study.summary, {7, 3, 60, true}));
    EXPECT_EQ(json["study"]["seed"], 7);
    EXPECT_EQ(json["study"]["first_patient"], 3);
    EXPECT_EQ(json["study"]["interrupted"], true);
    EXPECT_EQ(json["arms"][0]["bor_counts"]["CR"], 10);
    EXPECT_EQ(json["arms"][0]["orr_population"]["estimate"], 0.4);
    EXPECT_EQ(json["twins"].size(), 6u);
}

}  // namespace
}  // namespace twinarm::table
