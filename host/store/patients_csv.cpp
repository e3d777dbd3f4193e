// patients.csv: one patient in one arm a row, written and read.
#include "host/store/patients_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "host/base/csv_line.hpp"
#include "host/base/words.hpp"

namespace twinarm::store {

namespace {

void append(std::string& text, const PatientValue& value) {
    if (const auto* number = std::get_if<double>(&value))
        fmt::format_to(std::back_inserter(text), "{}", *number);
    else if (const auto* whole = std::get_if<std::int32_t>(&value))
        fmt::format_to(std::back_inserter(text), "{}", *whole);
    else if (const auto* response = std::get_if<Response>(&value))
        text += base::name_of(*response);
}

}  // namespace

std::string patient_row_header(bool populations) {
    std::string names = "patient,arm,status";
    for (const PatientColumn& column : patient_columns()) (names += ',') += column.name;
    if (populations) (names += ',') += base::population_column;
    return names;
}

void append_patient_row(std::string& text, const cohort::Cohort& cohort, const Outcome& outcome,
                        const std::string* population) {
    fmt::format_to(std::back_inserter(text), "{},{},{}", outcome.patient,
                   base::csv_field(cohort.arms[std::size_t(outcome.arm)].id), int(outcome.status));
    const int regimens = cohort.study.arms[outcome.arm].regimen_count;
    for (const PatientColumn& column : patient_columns()) {
        text += ',';
        append(text, value_of(column, outcome, regimens));
    }
    if (population != nullptr) (text += ',') += base::csv_field(*population);
    text += '\n';
}

PatientsCsv::PatientsCsv(PatientsFile file, const std::vector<std::string>& columns)
    : file_(std::move(file)),
      rows_(file_.path, patient_row_header(file_.populations), file_.version, file_.expected) {
    for (const cohort::ArmDesign& arm : file_.cohort.arms) arm_ids_.push_back(base::csv_field(arm.id));
    for (const std::string& name : columns) rows_.column(name);  // there is one
    for (const PatientColumn& column : patient_columns())
        if (column.read != nullptr &&
            (columns.empty() || column.of_failed ||
             std::find(columns.begin(), columns.end(), column.name) != columns.end()))
            wanted_.push_back({&column, rows_.column(column.name)});
}

bool PatientsCsv::next() {
    if (rows_read_ == file_.patients * arms()) {
        if (rows_.next_line()) fail("a row after the last patient");
        return false;
    }
    ++rows_read_;
    const std::string& id = arm_ids_[std::size_t(arm())];
    if (!rows_.next_line())
        fail(fmt::format("the file ends without a row of patient {} in arm {}", patient(), id));
    const std::string start = fmt::format("{},{},", patient(), id);
    if (line().compare(0, start.size(), start) != 0)
        fail(fmt::format("expected patient {} in arm {} here", patient(), id));
    return true;
}

Outcome PatientsCsv::outcome() {
    constexpr std::size_t status = 2;
    rows_.split();
    Outcome outcome{};
    outcome.patient = patient();
    outcome.arm = arm();
    const std::int32_t number = rows_.count(status);
    if (!is_status(number)) rows_.fail(status, "there is no such status");
    outcome.status = Status(number);
    const bool failed = outcome.status != Status::ok;
    for (const auto& [column, at] : wanted_)
        if (column->of_failed == failed) column->read(rows_, at, outcome);
    return outcome;
}

}  // namespace twinarm::store
