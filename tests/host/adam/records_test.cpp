// Rows of the ADaM tables, from outcomes made by hand and from simulated ones.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "host/adam/adex.hpp"
#include "host/adam/adrs.hpp"
#include "host/adam/adsl.hpp"
#include "host/adam/adtr.hpp"
#include "host/adam/adtte.hpp"
#include "host/adam/parquet_table.hpp"
#include "host/adam/saved_courses.hpp"
#include "host/adam/visit.hpp"
#include "host/cohort/read_cohort.hpp"
#include "host/trial/scan_records.hpp"

namespace twinarm::adam {
namespace {

constexpr double week = 168;

cohort::Cohort shipped(const std::string& name, const std::vector<std::string>& set = {}) {
    return cohort::read_cohort(std::string(TWINARM_SOURCE_DIR "/cohorts/") + name + ".toml",
                               cohort::CohortOverrides{set, {}, {}});
}

/// Scans every six weeks: baseline 50 mm, then these readings; below 0 is missed.
std::vector<ScanRecord> scans_of(const std::vector<std::pair<double, Response>>& after) {
    std::vector<ScanRecord> scans{{0, 50, 50, false, Response::NE}};
    for (const auto& [read_mm, response] : after)
        scans.push_back({double(scans.size()) * 6 * week, 40, read_mm, false, response});
    return scans;
}

Study six_weekly(std::int32_t confirmation_min) {
    Study study{};
    study.horizon_min = 52 * 7 * 24 * 60;
    study.scans[0].count = 8;
    for (int k = 0; k < 8; ++k) study.scans[0].minute[k] = k * 6 * 7 * 24 * 60;
    study.response.confirmation_min = confirmation_min;
    study.response.stable_min = study.response.disease_control_min = 6 * 7 * 24 * 60;
    return study;
}

Outcome alive() {
    Outcome o{};
    o.time_to_response_h = o.duration_h = o.progression_h = o.new_lesion_h = never;
    o.pfs_h = 12 * week;
    o.os_h = 52 * week;
    return o;
}

std::map<std::string, AdrsRow> by_code(const std::vector<AdrsRow>& rows) {
    std::map<std::string, AdrsRow> map;
    for (const AdrsRow& row : rows) map[row.code] = row;
    return map;
}

TEST(Adrs, AResponseThatWasNotConfirmedIsBestButNotConfirmedBest) {
    Outcome outcome = alive();
    outcome.response = Response::SD;  // what the study's rules made of it
    outcome.disease_control = 1;
    const auto scans = scans_of({{40, Response::SD}, {30, Response::PR}, {45, Response::SD}});
    const auto rows = adrs_rows(no_subject, six_weekly(28 * 24 * 60), outcome, scans);
    auto row = by_code(rows);
    EXPECT_EQ(rows.size(),
              3 + 1 + 6 + 2u);  // visits, the last one, best of both kinds, progression and death
    EXPECT_STREQ(row["BOR"].text, "PR");
    EXPECT_STREQ(row["RSP"].text, "Y");
    EXPECT_EQ(row["RSP"].day, 85);  // twelve weeks after day 1
    EXPECT_FALSE(row["RSP"].of_the_study);
    EXPECT_STREQ(row["CBOR"].text, "SD");
    EXPECT_EQ(row["CBOR"].value, 3);
    EXPECT_STREQ(row["CRSP"].text, "N");
    EXPECT_EQ(row["CRSP"].day, std::nullopt);
    EXPECT_TRUE(row["CRSP"].of_the_study);
    EXPECT_STREQ(row["CCB"].text, "Y");
    EXPECT_STREQ(row["LSTA"].text, "SD");
    EXPECT_STREQ(row["DEATH"].text, "N");
}

TEST(Adrs, WhereNothingIsConfirmedTheBestResponseIsTheStudys) {
    Outcome outcome = alive();
    outcome.response = Response::PR;
    const auto scans = scans_of({{30, Response::PR}});
    auto row = by_code(adrs_rows(no_subject, six_weekly(0), outcome, scans));
    EXPECT_TRUE(row["BOR"].of_the_study);
    EXPECT_EQ(row.count("CBOR"), 0u);
}

TEST(Adrs, AMissedScanIsNotTheLastAssessment) {
    const auto scans = scans_of({{40, Response::SD}, {-1, Response::NE}});
    const auto rows = adrs_rows(no_subject, six_weekly(0), alive(), scans);
    EXPECT_STREQ(rows[1].text, "NE");
    EXPECT_EQ(by_code(rows)["LSTA"].day, 43);
}

TEST(Adtr, TheNadirIsTheLowestReadingBeforeTheVisit) {
    const auto rows =
        adtr_rows(no_subject, scans_of({{30, Response::PR}, {-1, Response::NE}, {36, Response::PD}}));
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_TRUE(std::isnan(rows[0].nadir_mm));
    EXPECT_EQ(rows[1].nadir_mm, 50);
    EXPECT_EQ(rows[2].nadir_mm, 30);
    EXPECT_TRUE(std::isnan(rows[2].read_mm));
    EXPECT_EQ(rows[3].nadir_mm, 30);
    EXPECT_EQ(rows[3].visit, "Week 18");
    std::map<std::string, double> number;
    for_each_column(rows[3], [&](const std::string& name, const auto&, const auto&, const auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, double>) number[name] = value;
    });
    EXPECT_EQ(number["CHG"], -14);
    EXPECT_EQ(number["PCHG"], -28);
    EXPECT_EQ(number["CHGNAD"], 6);
    EXPECT_EQ(number["PCHGNAD"], 20);
}

TEST(Adtte, AnEventIsZeroAndACensoringSaysWhy) {
    Outcome outcome = alive();
    outcome.pfs_event = 1;
    outcome.progression_h = 12 * week;
    const auto rows = adtte_rows(no_subject, six_weekly(0), outcome);
    ASSERT_EQ(rows.size(), 2u);
    const auto said = [](const AdtteRow& row) {
        std::map<std::string, std::string> words;
        for_each_column(row, [&](const std::string& name, const auto&, const auto&, const auto& value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::int32_t>)
                words[name] = std::to_string(value);
            else if constexpr (std::is_convertible_v<decltype(value), std::string>)
                words[name] = value;
        });
        return words;
    };
    auto os = said(rows[0]), pfs = said(rows[1]);
    EXPECT_EQ(os["CNSR"], "1");
    EXPECT_EQ(os["CNSDTDSC"], "End of follow-up");
    EXPECT_EQ(pfs["CNSR"], "0");
    EXPECT_EQ(pfs["EVNTDESC"], "Disease progression");
    EXPECT_EQ(pfs["CNSDTDSC"], "");
    EXPECT_EQ(rows[1].days, 84);
    EXPECT_EQ(pfs["ADY"], "85");
}

TEST(Adtte, OneWhoIsLostIsCensoredThenAndAResponderHasADuration) {
    Outcome outcome = alive();
    outcome.os_h = 20 * week;
    outcome.response = Response::PR;
    outcome.time_to_response_h = 6 * week;
    outcome.duration_h = 6 * week;
    const auto rows = adtte_rows(no_subject, six_weekly(0), outcome);
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_STREQ(rows[0].censored_at, "Loss to follow-up");
    EXPECT_STREQ(rows[2].code, "RSD");
    EXPECT_EQ(rows[2].days, 42);
    EXPECT_EQ(rows[2].day, 85);
}

TEST(Visit, IsCalledByItsWeekOrDay) {
    EXPECT_EQ(visit_name(0, 0), "Baseline");
    EXPECT_EQ(visit_name(2, 12 * week), "Week 12");
    EXPECT_EQ(visit_name(2, 45 * 24), "Day 45");
}

// The outcome alone, read again, gives every scan of the course bit for bit: readings, new lesions,
// responses.
TEST(ScanRecords, AreThoseOfTheCourse) {
    const cohort::Cohort cohort = shipped(
        "head_to_head", {"assessment.missed_scan_probability=0.2", "assessment.no_scan_probability=0.1",
                         "assessment.dropout=0.02 1/month", "study.horizon=36 wk"});
    int missed = 0, lesions = 0, responses = 0;
    for (std::uint64_t patient = 0; patient < 40; ++patient)
        for (int arm = 0; arm < cohort.study.arm_count; ++arm) {
            const CourseLog log = simulate_course(cohort.study, patient, arm);
            const auto scans = trial::scan_records(cohort.study, log.outcome);
            ASSERT_EQ(scans.size(), log.scans.size());
            for (std::size_t k = 0; k < scans.size(); ++k) {
                EXPECT_EQ(scans[k].time_h, log.scans[k].time_h);
                EXPECT_EQ(scans[k].true_sld_mm, log.scans[k].true_sld_mm);
                EXPECT_EQ(scans[k].measured_sld_mm, log.scans[k].measured_sld_mm);
                EXPECT_EQ(scans[k].new_lesion, log.scans[k].new_lesion);
                EXPECT_EQ(scans[k].response, log.scans[k].response);
                missed += scans[k].measured_sld_mm < 0;
                lesions += scans[k].new_lesion;
                responses += scans[k].response >= Response::PR;
            }
        }
    EXPECT_GT(missed, 0);
    EXPECT_GT(lesions, 0);
    EXPECT_GT(responses, 0);
}

TEST(Adsl, HasEveryTraitThatDiffersBetweenPatients) {
    const cohort::Cohort cohort = shipped("head_to_head");
    const auto traits = trait_columns({&cohort.study});
    const auto has = [&](const char* name) {
        return std::any_of(traits.begin(), traits.end(),
                           [&](const TraitColumn& t) { return t.name == name; });
    };
    EXPECT_TRUE(has("tumour_growth_rate"));
    EXPECT_FALSE(has("tumour_memory_capacity"));  // the same for all
    EXPECT_FALSE(has("covariates_age"));          // AGE
    // Fixed in each population, at another value: it differs between patients of the run.
    Study other = cohort.study;
    for (int i = 0; i < parameter_count; ++i)
        if (std::string(parameter_table[i].name) == "memory_capacity")
            other.population.marginal[i].component[0].location *= 2;
    EXPECT_EQ(trait_columns({&cohort.study, &other}).size(), traits.size() + 1);
}

// As statistical software wants them: names of at most 8 capitals and digits, labels of at most 40 letters.
TEST(Columns, KeepTheLimitsOfTheTransportFormat) {
    const auto check = [](const auto& row) {
        for (const ColumnFacts& column : columns_of(row)) {
            EXPECT_LE(column.name.size(), 8u) << column.name;
            EXPECT_LE(column.label.size(), 40u) << column.label;
            EXPECT_FALSE(column.label.empty()) << column.name;
            EXPECT_EQ(column.unit.empty(), column.type == ColumnType::text) << column.name;
        }
    };
    check(AdslRow());  // its traits have the names of the cohort file
    check(AdrsRow());
    check(AdtrRow());
    check(AdtteRow());
    check(AdexRow());
}

TEST(SavedCourses, AreOfEvenlySpacedPatients) {
    store::StudyPlan plan;
    plan.first = 1000;
    plan.patients = 10;
    EXPECT_EQ(evenly_spaced(plan, 2), (std::vector<std::uint64_t>{1002, 1007}));
    EXPECT_EQ(evenly_spaced(plan, 100).size(), 10u);
    EXPECT_EQ(evenly_spaced(plan, 100).back(), 1009u);
    EXPECT_TRUE(evenly_spaced(plan, 0).empty());
}

}  // namespace
}  // namespace twinarm::adam
