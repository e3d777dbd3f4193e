// The columns of patients.csv: the outcomes as they are declared, and those that follow from several of them.
#include "host/store/patient_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "host/base/words.hpp"
#include "kernels/patient/outcome.hpp"
#include "kernels/patient/outcome_table.hpp"

namespace twinarm::store {

namespace {

constexpr double hours_per_day = 24;

void append(std::string& text, double number) {
    // An infinite number would be a fault of the engine, and readers of CSV files do not understand it.
    if (std::isfinite(number)) fmt::format_to(std::back_inserter(text), "{}", number);
}
void append(std::string& text, std::int32_t number) {
    fmt::format_to(std::back_inserter(text), "{}", number);
}
void append_days(std::string& text, double hours) {
    if (hours != never) append(text, hours / hours_per_day);
}

/// The hours that are written as these days, to the bit: a number divided by 24 = 16 + 8 and multiplied by it
/// again is the same (Kahan).
double hours_from(double days) {
    return days * hours_per_day;
}
double read_days(const CsvRows& row, std::size_t at) {
    return row[at].empty() ? never : hours_from(row.number(at));
}

Response read_response(const CsvRows& row, std::size_t at) {
    for (int r = 0; r < response_count; ++r)
        if (row[at] == base::name_of(Response(r))) return Response(r);
    row.fail(at, fmt::format("\"{}\" is not a response", row[at]));
}

template <auto field, OutcomeIndex index>
void write_outcome(std::string& text, const Outcome& outcome, int) {
    constexpr OutcomeEntry entry = outcome_table[index];
    const auto value = outcome.*field;
    if constexpr (std::is_same_v<decltype(value), const Response>)
        text += base::name_of(value);
    else if constexpr (entry.is_time())
        append_days(text, value);
    else if (std::is_floating_point_v<decltype(value)> || is_among(entry.of, outcome))
        append(text, value);
}

template <auto field, OutcomeIndex index>
void read_outcome(const CsvRows& row, std::size_t at, Outcome& outcome) {
    constexpr OutcomeEntry entry = outcome_table[index];
    auto& value = outcome.*field;
    constexpr bool always_comes = entry.summary == SummaryKind::survival && entry.of == KnownOf::all;
    const bool unknown = entry.of != KnownOf::all && row[at].empty();
    if constexpr (std::is_same_v<decltype(value), Response&>)
        value = read_response(row, at);
    else if constexpr (entry.is_time())
        value = always_comes ? hours_from(row.number(at)) : read_days(row, at);
    else if constexpr (std::is_same_v<decltype(value), double&>)
        value = unknown ? std::nan("") : row.number(at);
    else
        value = unknown ? 0 : row.count(at);
}

template <auto doses>
void write_sum(std::string& text, const Outcome& outcome, int regimens) {
    std::int32_t sum = 0;
    for (int r = 0; r < regimens; ++r) sum += (outcome.*doses)[r];
    append(text, sum);
}

void write_evaluable(std::string& text, const Outcome& outcome, int) {
    append(text, is_evaluable(outcome) ? 1 : 0);
}

void write_failure_time(std::string& text, const Outcome& outcome, int) {
    append_days(text, outcome.failure_time_h);
}
void read_failure_time(const CsvRows& row, std::size_t at, Outcome& outcome) {
    outcome.failure_time_h = read_days(row, at);
}

std::string column_name(const OutcomeEntry& entry) {
    return std::string(entry.stem()) + (entry.is_time() ? "_d" : "");
}

std::vector<PatientColumn> make_patient_columns() {
    std::vector<PatientColumn> columns = {
        {12, "doses_given", false, write_sum<&Outcome::doses_given>, nullptr},
        {13, "doses_held", false, write_sum<&Outcome::doses_held>, nullptr},
        {17, "evaluable", false, write_evaluable, nullptr},
        {31, "failure_time_d", true, write_failure_time, read_failure_time},
#define TWINARM_OUTCOME_COLUMN(type, name, unit, column, of, summary, meaning) \
    {column, column_name(outcome_table[OutcomeIndex::name]), false,            \
     write_outcome<&Outcome::name, OutcomeIndex::name>, read_outcome<&Outcome::name, OutcomeIndex::name>},
#define TWINARM_OUTCOME_COLUMNS(group, list) list(TWINARM_OUTCOME_COLUMN)
        TWINARM_OUTCOME_GROUPS(TWINARM_OUTCOME_COLUMNS)};
    std::sort(columns.begin(), columns.end(),
              [](const PatientColumn& a, const PatientColumn& b) { return a.number < b.number; });
    return columns;
}

}  // namespace

const std::vector<PatientColumn>& patient_columns() {
    static const std::vector<PatientColumn> columns = make_patient_columns();
    return columns;
}

}  // namespace twinarm::store
