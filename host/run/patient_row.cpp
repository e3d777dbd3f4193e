// One patient in one arm as a row of patients.csv.
#include "host/run/patient_row.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "host/trial/outcome_pool.hpp"
#include "kernels/core/units.hpp"

namespace twinarm {

namespace {

/// The one list of columns: `field(name, value)` for each, in the order of the file.
template <class Field>
void for_each_column(const Outcome& outcome, int regimens, Field field) {
    const auto days = [](double hours) { return hours == never ? std::nan("") : hours / hours_per_day; };
    std::int32_t given = 0, held = 0;
    for (int r = 0; r < regimens; ++r) given += outcome.doses_given[r], held += outcome.doses_held[r];

    field("response", name_of(outcome.response));
    field("best_change", outcome.best_change);
    field("time_to_response_d", days(outcome.time_to_response_h));
    field("duration_d", days(outcome.duration_h));
    field("pfs_d", days(outcome.pfs_h));
    field("pfs_event", outcome.pfs_event);
    field("os_d", days(outcome.os_h));
    field("os_event", outcome.os_event);
    field("doses_given", given);
    field("doses_held", held);
    field("worst_hypotension_grade", outcome.worst_hypotension_grade);
    field("lymphocyte_nadir", outcome.lymphocyte_nadir);
    field("lymphocyte_peak", outcome.lymphocyte_peak);
    field("evaluable", is_evaluable(outcome) ? 1 : 0);
    field("baseline_sld_mm", outcome.baseline_sld_mm);
    field("scans", outcome.scans);
    field("progression_d", days(outcome.progression_h));
    field("new_lesion_d", days(outcome.new_lesion_h));
    field("first_cycle_doses", outcome.first_cycle_doses);
    field("first_course_doses", outcome.first_course_doses);
    field("courses", outcome.courses);
    field("cd8_treg_blood", outcome.cd8_treg_blood);
    field("cd8_treg_tumour", outcome.cd8_treg_tumour);
    field("eosinophil_peak", outcome.eosinophil_peak);
    field("soluble_cd25_peak", outcome.soluble_cd25_peak);
    field("worst_leak", outcome.worst_leak);
    const bool has_response = outcome.response == Response::CR || outcome.response == Response::PR;
    if (has_response)
        field("duration_event", outcome.duration_event);
    else
        field("duration_event", std::nan(""));
}

}  // namespace

const char* name_of(Response response) {
    switch (response) {
        case Response::NE:
            return "NE";
        case Response::PD:
            return "PD";
        case Response::SD:
            return "SD";
        case Response::PR:
            return "PR";
        case Response::CR:
            return "CR";
    }
    return "?";
}

const char* name_of(Drug drug) {
    switch (drug) {
        case Drug::aldesleukin:
            return "aldesleukin";
        case Drug::nktr214:
            return "NKTR-214";
        case Drug::nivolumab:
            return "nivolumab";
    }
    return "?";
}

const char* name_of(Status status) {
    switch (status) {
        case Status::ok:
            return "ok";
        case Status::too_many_steps:
            return "the solver's step limit was reached";
        case Status::step_underflow:
            return "the solver's step became too small";
        case Status::not_finite:
            return "a state became infinite or not-a-number";
        case Status::rejected_baseline:
            return "a sampled baseline is outside of what the model can start from";
    }
    return "unknown status";
}

const char* name_of(Precision precision) {
    return precision == Precision::single_precision ? "single" : "double";
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + '"';
}

const std::string& patient_row_header() {
    static const std::string header = [] {
        std::string names = "patient,arm,status";
        for_each_column(Outcome{}, 0, [&](const char* name, auto) { (names += ',') += name; });
        return names + ",failure_time_d";
    }();
    return header;
}

void append_patient_row(std::string& text, const Cohort& cohort, const Outcome& outcome,
                        const std::string* population) {
    const auto end = std::back_inserter(text);
    fmt::format_to(end, "{},{},{}", outcome.patient, csv_field(cohort.arms[std::size_t(outcome.arm)].id),
                   int(outcome.status));
    const bool ok = outcome.status == Status::ok;
    const auto field = [&](const char*, auto value) {
        text += ',';
        if constexpr (std::is_same_v<decltype(value), double>) {
            // An infinite number would be a fault of the engine, and no reader of CSV files knows it.
            if (ok && std::isfinite(value)) fmt::format_to(end, "{}", value);
        } else {
            if (ok) fmt::format_to(end, "{}", value);
        }
    };
    for_each_column(outcome, cohort.study.arms[outcome.arm].regimen_count, field);
    text += ',';
    if (!ok && std::isfinite(outcome.failure_time_h) && outcome.failure_time_h != never)
        fmt::format_to(end, "{}", outcome.failure_time_h / hours_per_day);
    if (population != nullptr) (text += ',') += csv_field(*population);
    text += '\n';
}

}  // namespace twinarm
