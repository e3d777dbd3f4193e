// patients.csv: rows written, read again, and where a damaged file is damaged.
#include "host/store/patients_csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/store/file_names.hpp"
#include "kernels/patient/outcome_table.hpp"
#include "tests/host/temporary_folder.hpp"

namespace twinarm::store {
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

cohort::Cohort one_arm() {
    cohort::Cohort cohort;
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

TEST(PatientRow, EveryOutcomeHasItsColumnOnce) {
    const std::vector<PatientColumn>& columns = patient_columns();
    int place = 4;
    for (const PatientColumn& column : columns) {
        while (place == 25 || place == 26) ++place;  // of outcomes that are gone
        EXPECT_EQ(column.number, place++) << column.name << ": a place is free, or taken twice";
    }
    EXPECT_EQ(columns.size(), std::size_t(outcome_count) + 4);  // doses given and held, evaluable, failure
}

/// Two arms, patients 5 to 7.
class PatientsFileTest : public testing::Test {
  protected:
    PatientsFileTest() : cohort_(one_arm()) {
        cohort_.arms.push_back({"b, of two", "arm B", 10, {"first", "second"}});
        cohort_.study.arm_count = 2;
        cohort_.study.arms[1].regimen_count = 2;
    }
    Outcome outcome(int patient, int arm) const {
        Outcome o = responder();
        o.patient = std::uint64_t(patient);
        o.arm = arm;
        o.pfs_h = 1000.0 / 3 + patient;
        o.duration_h = 17.0 / 7;
        o.duration_event = 1;
        if (arm == 1) {
            o.response = Response::NE;
            o.best_change = std::nan("");
            o.scans = 1;
            o.time_to_response_h = o.duration_h = never;
            o.duration_event = 0;
        }
        if (patient == 6) {
            o.status = Status::not_finite;
            o.failure_time_h = 31.4;
        }
        return o;
    }
    std::string rows() const {
        std::string text;
        for (int patient = 5; patient <= 7; ++patient)
            for (int arm = 0; arm < 2; ++arm) append_patient_row(text, cohort_, outcome(patient, arm));
        return text;
    }
    PatientsFile file(const std::string& rows, const std::string& header = patient_row_header()) const {
        put_text(folder_ / file_name::patients, header + '\n' + rows);
        return {folder_ / file_name::patients, cohort_, 5, 3, false, base::build_info().version};
    }
    /// The message of the error that reading all rows ends with.
    std::string message(const std::string& rows) const {
        try {
            PatientsCsv csv(file(rows));
            while (csv.next()) csv.outcome();
        } catch (const base::DataError& error) {
            return std::string(error.what()).substr((folder_ / "").string().size());
        }
        return "";
    }
    std::string with(const std::string& part, const std::string& other) const {
        std::string text = rows();
        return text.replace(text.find(part), part.size(), other);
    }
    TemporaryFolder folder_;
    cohort::Cohort cohort_;
};

TEST_F(PatientsFileTest, ARowReadAndWrittenAgainIsTheSame) {
    PatientsCsv csv(file(rows()));
    std::string again;
    while (csv.next()) {
        Outcome read = csv.outcome();
        const Outcome written = outcome(int(csv.patient()), csv.arm());
        for (int r = 0; r < 2; ++r)  // doses by regimen stand in outcomes.bin
            read.doses_given[r] = written.doses_given[r], read.doses_held[r] = written.doses_held[r];
        append_patient_row(again, cohort_, read);
    }
    EXPECT_EQ(again, rows());
}

TEST_F(PatientsFileTest, OnlyTheNamedColumnsAreRead) {
    PatientsCsv csv(file(rows()), {"response", "pfs_d"});
    ASSERT_TRUE(csv.next());
    const Outcome read = csv.outcome();
    EXPECT_EQ(read.response, Response::PR);
    EXPECT_EQ(read.pfs_h, outcome(5, 0).pfs_h);
    EXPECT_EQ(read.scans, 0);
    EXPECT_THROW(PatientsCsv(file(rows()), {"height"}), base::DataError);
}

TEST_F(PatientsFileTest, DamageIsNamedWithItsPlace) {
    EXPECT_EQ(message(rows()), "");
    EXPECT_EQ(
        message(with("\n6,a,12,", "\n6,a,x,")).find("patients.csv:4:5: status is not a whole number: \"x\""),
        0u);
    EXPECT_EQ(message(with("5,a,0,PR", "5,a,0,XR")).find("patients.csv:2:7: \"XR\" is not a response"), 0u);
    EXPECT_EQ(message(with("\n6,a,", "\n8,a,")).find("patients.csv:4:1: expected patient 6 in arm a here"),
              0u);
    EXPECT_EQ(message(with("\n6,a,", "\n6,c,")).find("patients.csv:4:1: expected patient 6 in arm a here"),
              0u);
    EXPECT_EQ(message(with("5,a,0,", "5,a,0,0,")).find("patients.csv:2:1: the row has 39 fields, not 38"),
              0u);
    EXPECT_EQ(message(rows() + "8,a,\n").find("patients.csv:8:1: a row after the last patient"), 0u);
    const std::string whole = rows();
    EXPECT_EQ(message(whole.substr(0, whole.size() - 1)).find("patients.csv:7:1: the row is cut off"), 0u);
    EXPECT_EQ(message(whole.substr(0, whole.find("7,a,")))
                  .find("patients.csv:6:1: the file ends without a row of patient 7"),
              0u);
}

TEST_F(PatientsFileTest, DamageIsNamedWithItsPlaceOnlyWhereTheFileIsTheOneOfTheRecord) {
    const auto facts_of = [](const std::string& text) {
        base::Sha256 hash;
        hash.add(text);
        return base::FileFacts{hash.hex(), text.size()};
    };
    PatientsFile damaged = file(with("5,a,0,PR", "5,a,0,XR"));
    damaged.expected = facts_of(text_in(damaged.path));
    EXPECT_THROW(
        {
            PatientsCsv csv(damaged);
            csv.next();
            csv.outcome();
        },
        base::DataError);
    damaged.expected = facts_of(patient_row_header() + '\n' + rows());
    EXPECT_THROW(PatientsCsv{damaged}, base::VerificationError);
}

TEST_F(PatientsFileTest, OnlyTheStatusesOfTheEngineAreStatuses) {
    for (int number = -1; number < 30; ++number) {
        const bool known = number == 0 || (number >= 10 && number <= 12) || number == 20;
        EXPECT_EQ(is_status(number), known) << number;
        if (number == 0) continue;
        const std::string said = message(with("\n6,a,12,", "\n6,a," + std::to_string(number) + ","));
        EXPECT_EQ(said.rfind("patients.csv:4:5: there is no such status", 0) == 0, !known) << number << said;
    }
}

TEST_F(PatientsFileTest, AnotherHeaderIsOfAnotherVersion) {
    PatientsFile of = file(rows(), "patient,arm");
    try {
        of.version = "0.0.9";
        PatientsCsv csv(of);
        FAIL();
    } catch (const base::DataError& error) {
        EXPECT_NE(std::string(error.what()).find("written by version 0.0.9"), std::string::npos)
            << error.what();
    }
    of.path = folder_ / "nowhere.csv";
    EXPECT_THROW(PatientsCsv{of}, base::FileError);
}

}  // namespace
}  // namespace twinarm::store
