// Rows of the ADaM tables, from outcomes made by hand and from simulated ones.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "host/adam/adex.hpp"
#include "host/adam/adrs.hpp"
#include "host/adam/adsl.hpp"
#include "host/adam/adtr.hpp"
#include "host/adam/adtrait.hpp"
#include "host/adam/adtte.hpp"
#include "host/adam/dataset.hpp"
#include "host/adam/dataset_json.hpp"
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
    EXPECT_EQ(row["RSP"].time_h, 12 * week);
    EXPECT_FALSE(row["RSP"].of_the_study);
    EXPECT_STREQ(row["CBOR"].text, "SD");
    EXPECT_EQ(row["CBOR"].value, 3);
    EXPECT_STREQ(row["CRSP"].text, "N");
    EXPECT_EQ(row["CRSP"].time_h, std::nullopt);
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
    EXPECT_EQ(by_code(rows)["LSTA"].time_h, 6 * week);
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
    EXPECT_EQ(rows[1].length_h, 12 * week);
    EXPECT_EQ(pfs["ADY"], "85");
}

TEST(Adtte, ADeathThatTheFdasRuleCensorsIsNamed) {
    Study fda = six_weekly(0);
    fda.response.pfs = PfsRule::fda;
    Outcome dead = alive();
    dead.os_event = 1;
    dead.os_h = 40 * week;
    EXPECT_STREQ(adtte_rows(no_subject, fda, dead)[1].what, "Death after missed visits");
    EXPECT_STREQ(adtte_rows(no_subject, fda, dead)[1].censored_at,
                 "Last tumour assessment before missed visits");
    dead.os_h = 50 * week;  // after the last visit, where all others are censored already
    EXPECT_STREQ(adtte_rows(no_subject, fda, dead)[1].what, "No progression");
    EXPECT_STREQ(adtte_rows(no_subject, fda, alive())[1].what, "No progression");
    Outcome progressed = alive();
    progressed.progression_h = 30 * week;
    EXPECT_STREQ(adtte_rows(no_subject, fda, progressed)[1].what, "Progression after missed visits");
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
    EXPECT_EQ(rows[2].start_h, 6 * week);
    EXPECT_EQ(rows[2].length_h, 6 * week);
}

TEST(Visit, IsCalledByItsWeekOrDay) {
    EXPECT_EQ(visit_name(0, 0), "Baseline");
    EXPECT_EQ(visit_name(2, 12 * week), "Week 12");
    EXPECT_EQ(visit_name(2, 45 * 24), "Day 45");
    EXPECT_EQ(visit_number(12 * week), 12);
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

template <class Row>
std::set<std::string> names_of(const Row& row) {
    std::set<std::string> names;
    for (const ColumnFacts& column : columns_of(row)) names.insert(column.name);
    return names;
}

template <class Row>
std::map<std::string, std::string> texts_of(const Row& row) {
    std::map<std::string, std::string> texts;
    for_each_column(row, [&](const std::string& name, const auto&, const auto&, const auto& value) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::int32_t>)
            texts[name] = std::to_string(value);
        else if constexpr (std::is_convertible_v<decltype(value), std::string>)
            texts[name] = value;
    });
    return texts;
}

TEST(Adsl, SafetyIsWhoeverHadADose) {
    Study study{};
    study.arms[0].regimen_count = 1;
    study.arms[0].regimens[0].first_dose_min = 36 * 60;
    Outcome outcome = alive();
    EXPECT_FALSE(was_treated(study.arms[0], outcome));
    outcome.doses_given[0] = 1;
    EXPECT_TRUE(was_treated(study.arms[0], outcome));
    outcome.status = Status::not_finite;
    EXPECT_FALSE(was_treated(study.arms[0], outcome));
    EXPECT_EQ(first_dose_h(study.arms[0]), 36);
    EXPECT_EQ(first_dose_h(Arm{}), std::nullopt);  // untreated
}

TEST(Adex, ADrugHasTheNameOfTheCohortFile) {
    const cohort::Cohort cohort = shipped("head_to_head", {"drug.nktr214.label=\"MOL-1\""});
    Outcome outcome = alive();
    for (outcome.arm = 0; cohort.arms[std::size_t(outcome.arm)].id != "nktr214_nivolumab";) ++outcome.arm;
    const Subject subject = subject_of(cohort, outcome);
    std::set<std::string> drugs;
    for (const AdexRow& row : adex_rows(subject, cohort, cohort.study, outcome))
        drugs.insert(texts_of(row)["EXTRT"]);
    EXPECT_EQ(drugs, (std::set<std::string>{"MOL-1", "nivolumab"}));
}

TEST(Adex, TwoPhasesOfADrugHaveTheirOwnRows) {
    const cohort::Cohort cohort = shipped(
        "head_to_head",
        {"regimen.nivolumab_360mg_q3w.max_courses=2",
         "regimen.late={ like = \"nivolumab_360mg_q3w\", "
         "first_dose = \"9 wk\" }",
         "published=[]", "arm=[{ id = \"phases\", regimens = [\"nivolumab_360mg_q3w\", \"late\"] }]"});
    const Outcome outcome = alive();
    const Subject subject = subject_of(cohort, outcome);
    std::set<std::string> keys;
    const std::vector<AdexRow> rows = adex_rows(subject, cohort, cohort.study, outcome);
    for (const AdexRow& row : rows) {
        std::string key;
        for (const std::string& name : adex_dataset.keys) key += texts_of(row)[name] + '/';
        keys.insert(key);
    }
    EXPECT_EQ(cohort.study.arms[0].regimen_count, 2);
    EXPECT_EQ(keys.size(), rows.size());
}

// What ADaM's implementation guide 1.3 requires of each dataset, and dates where it wants them.
TEST(Columns, HoldWhatTheImplementationGuideRequires) {
    const auto lacks = [](const std::set<std::string>& has, const std::set<std::string>& required) {
        std::string missing;
        for (const std::string& name : required)
            if (has.count(name) == 0) missing += name + " ";
        return missing;
    };
    EXPECT_EQ(lacks(names_of(AdslRow()), {"STUDYID", "USUBJID", "SUBJID", "SITEID", "AGE", "AGEU", "SEX",
                                          "RACE", "ARM", "TRT01P", "TRTSDT", "ITTFL", "SAFFL"}),
              "");
    EXPECT_EQ(lacks(names_of(AdrsRow()),
                    {"STUDYID", "USUBJID", "TRTP", "PARAM", "PARAMCD", "AVAL", "AVALC", "ADT"}),
              "");
    EXPECT_EQ(lacks(names_of(AdtrRow()), {"STUDYID", "USUBJID", "TRTP", "PARAM", "PARAMCD", "AVAL", "ADT",
                                          "ABLFL", "BASE", "CHG"}),
              "");
    EXPECT_EQ(lacks(names_of(AdtteRow()), {"STUDYID", "USUBJID", "TRTP", "PARAM", "PARAMCD", "AVAL", "CNSR",
                                           "STARTDT", "ADT", "EVNTDESC", "CNSDTDSC"}),
              "");
    EXPECT_EQ(lacks(names_of(AdexRow()), {"STUDYID", "USUBJID", "TRTP", "PARAM", "PARAMCD", "AVAL"}), "");
}

// As statistical software wants them: names of at most 8 capitals and digits, labels of at most 40 letters.
TEST(Columns, KeepTheLimitsOfTheTransportFormat) {
    const auto is_name = [](const std::string& name) {
        return !name.empty() && name.size() <= 8 && name[0] >= 'A' && name[0] <= 'Z' &&
               name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string::npos;
    };
    const auto check = [&](const Dataset& dataset, const auto& row) {
        EXPECT_TRUE(is_name(dataset.name)) << dataset.name;
        EXPECT_LE(dataset.label.size(), 40u) << dataset.label;
        EXPECT_EQ(names_of(row).size(), columns_of(row).size()) << dataset.name;  // all different
        for (const std::string& key : dataset.keys) EXPECT_EQ(names_of(row).count(key), 1u) << key;
        for (const ColumnFacts& column : columns_of(row)) {
            EXPECT_TRUE(is_name(column.name)) << column.name;
            EXPECT_LE(column.label.size(), 40u) << column.label;
            EXPECT_FALSE(column.label.empty()) << column.name;
            EXPECT_EQ(column.unit.empty(), column.type == ColumnType::text || column.type == ColumnType::date)
                << column.name;
        }
    };
    check(adsl_dataset, AdslRow());
    check(adrs_dataset, AdrsRow());
    check(adtr_dataset, AdtrRow());
    check(adtte_dataset, AdtteRow());
    check(adex_dataset, AdexRow());
    const cohort::Cohort cohort = shipped("head_to_head");
    cohort::Studies studies;
    studies.add(cohort.study);
    check(adtrait_dataset, AdtraitRow{&no_subject, {}, trait_columns(studies)});
}

TEST(Calendar, DayOneIsTheReferenceDate) {
    EXPECT_EQ(iso_date(reference_date), reference_date_text);
    EXPECT_EQ(analysis_day(0), 1);
    EXPECT_EQ(date_of(23.9), reference_date);
    EXPECT_EQ(iso_date(date_of(366 * 24)), "2001-01-01");  // 2000 is a leap year
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
