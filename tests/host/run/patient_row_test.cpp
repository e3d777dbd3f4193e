// Rows of patients.csv.
#include "host/run/patient_row.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

namespace twinarm {
namespace {

std::vector<std::string> cells_of(std::string line) {
    std::vector<std::string> cells{""};
    for (const char c : line) {
        if (c == '\n') break;
        if (c == ',')
            cells.emplace_back();
        else
            cells.back() += c;
    }
    return cells;
}

Cohort one_arm() {
    Cohort cohort;
    cohort.arms.push_back({"a", "arm A", 10, {"first", "second"}});
    cohort.study.arm_count = 1;
    cohort.study.arms[0].regimen_count = 2;
    return cohort;
}

Outcome responder() {
    Outcome o{};
    o.patient = 7;
    o.response = Response::PR;
    o.scans = 3;
    o.best_change = -0.1 - 0.3;  // not 0.4 exactly
    o.time_to_response_h = 42 * 24;
    o.duration_h = never;
    o.pfs_h = 100;
    o.progression_h = o.new_lesion_h = never;
    o.doses_given[0] = 3, o.doses_given[1] = 4;
    o.doses_held[0] = 1, o.doses_held[1] = 0;
    return o;
}

std::map<std::string, std::string> row_of(const Outcome& outcome) {
    std::string text;
    append_patient_row(text, one_arm(), outcome);
    const auto names = cells_of(patient_row_header()), cells = cells_of(text);
    EXPECT_EQ(names.size(), cells.size());
    std::map<std::string, std::string> row;
    for (std::size_t i = 0; i < std::min(names.size(), cells.size()); ++i) row[names[i]] = cells[i];
    return row;
}

TEST(PatientRow, ColumnsBeginAsTheContractSays) {
    EXPECT_EQ(
        patient_row_header().rfind(
            "patient,arm,status,response,best_change,time_to_response_d,duration_d,pfs_d,pfs_event,os_d,"
            "os_event,doses_given,doses_held,worst_hypotension_grade,lymphocyte_nadir,lymphocyte_peak",
            0),
        0u);
}

TEST(PatientRow, TimesAreDaysAndDosesAreSumsOverTheRegimens) {
    auto row = row_of(responder());
    EXPECT_EQ(row["patient"], "7");
    EXPECT_EQ(row["arm"], "a");
    EXPECT_EQ(row["status"], "0");
    EXPECT_EQ(row["response"], "PR");
    EXPECT_EQ(row["time_to_response_d"], "42");
    EXPECT_EQ(row["doses_given"], "7");
    EXPECT_EQ(row["doses_held"], "1");
    EXPECT_EQ(row["evaluable"], "1");
}

TEST(PatientRow, NumbersReadBackToTheSameBits) {
    auto row = row_of(responder());
    EXPECT_EQ(std::strtod(row["best_change"].c_str(), nullptr), responder().best_change);
    EXPECT_EQ(std::strtod(row["pfs_d"].c_str(), nullptr), 100.0 / 24);
}

TEST(PatientRow, WhatDidNotHappenIsEmpty) {
    auto row = row_of(responder());
    EXPECT_EQ(row["duration_d"], "");
    EXPECT_EQ(row["progression_d"], "");
    Outcome unscanned = responder();
    unscanned.response = Response::NE;
    unscanned.best_change = std::nan("");
    row = row_of(unscanned);
    EXPECT_EQ(row["best_change"], "");
    EXPECT_EQ(row["evaluable"], "0");
    EXPECT_EQ(row["duration_event"], "");
}

TEST(PatientRow, AFailedPatientHasAStatusAndNoResult) {
    Outcome failed = responder();
    failed.status = Status::not_finite;
    failed.failure_time_h = 36;
    for (const auto& [name, cell] : row_of(failed)) {
        if (name == "patient")
            EXPECT_EQ(cell, "7");
        else if (name == "arm")
            EXPECT_EQ(cell, "a");
        else if (name == "status")
            EXPECT_EQ(cell, "12");
        else if (name == "failure_time_d")
            EXPECT_EQ(cell, "1.5");
        else
            EXPECT_EQ(cell, "") << name;
    }
}

TEST(PatientRow, AnArmWithACommaIsQuoted) {
    EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_field("say \"a\""), "\"say \"\"a\"\"\"");
    EXPECT_EQ(csv_field("plain"), "plain");
}

}  // namespace
}  // namespace twinarm
