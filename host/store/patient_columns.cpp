// The columns of patients.csv: the outcomes as they are declared, and those that follow from several of them.
#include "host/store/patient_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/words.hpp"
#include "kernels/patient/outcome.hpp"
#include "kernels/patient/outcome_table.hpp"

namespace twinarm::store {

namespace {

constexpr double hours_per_day = 24;

// An infinite number would be a fault of the engine, and readers of CSV files do not understand it.
PatientValue known(double number) {
    return std::isfinite(number) ? PatientValue(number) : PatientValue();
}
PatientValue days_of(double hours) {
    return hours == never ? PatientValue() : known(hours / hours_per_day);
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
PatientValue value_of_outcome(const Outcome& outcome, int) {
    constexpr OutcomeEntry entry = outcome_table[index];
    const auto value = outcome.*field;
    if constexpr (entry.is_time())
        return days_of(value);
    else if constexpr (std::is_same_v<decltype(value), const double>)
        return known(value);
    else
        return is_among(entry.of, outcome) ? PatientValue(value) : PatientValue();
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
PatientValue sum_of(const Outcome& outcome, int regimens) {
    std::int32_t sum = 0;
    for (int r = 0; r < regimens; ++r) sum += (outcome.*doses)[r];
    return sum;
}

PatientValue evaluable(const Outcome& outcome, int) {
    return std::int32_t(is_evaluable(outcome));
}

PatientValue failure_time(const Outcome& outcome, int) {
    return days_of(outcome.failure_time_h);
}
void read_failure_time(const CsvRows& row, std::size_t at, Outcome& outcome) {
    outcome.failure_time_h = read_days(row, at);
}

std::string column_name(const OutcomeEntry& entry) {
    return std::string(entry.stem()) + (entry.is_time() ? "_d" : "");
}

template <auto field, OutcomeIndex index>
PatientColumn make_column() {
    constexpr OutcomeEntry entry = outcome_table[index];
    return {entry.column,
            column_name(entry),
            false,
            Outcome{}.*field,
            value_of_outcome<field, index>,
            read_outcome<field, index>};
}

std::vector<PatientColumn> make_patient_columns() {
    std::vector<PatientColumn> columns = {
        {12, "doses_given", false, 0, sum_of<&Outcome::doses_given>, nullptr},
        {13, "doses_held", false, 0, sum_of<&Outcome::doses_held>, nullptr},
        {17, "evaluable", false, 0, evaluable, nullptr},
        {31, "failure_time_d", true, 0.0, failure_time, read_failure_time},
#define TWINARM_OUTCOME_COLUMN(type, name, unit, column, of, summary, meaning) \
    make_column<&Outcome::name, OutcomeIndex::name>(),
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
