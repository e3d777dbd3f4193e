// The results of a run as tables.
#include "host/python/result_tables.hpp"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "host/base/errors.hpp"
#include "host/base/nearest.hpp"
#include "host/base/words.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/store/patient_columns.hpp"
#include "host/store/trials_csv.hpp"
#include "host/study/sample_traits.hpp"
#include "kernels/model/parameters.hpp"
#include "kernels/patient/outcome_table.hpp"

namespace twinarm::python {

namespace {

CellType type_of(const store::PatientValue& value) {
    if (std::holds_alternative<double>(value)) return CellType::real;
    if (std::holds_alternative<std::int32_t>(value)) return CellType::whole;
    return CellType::text;
}

template <class Value>
CellType type_of() {
    if (std::is_same_v<Value, std::string>) return CellType::text;
    if (std::is_floating_point_v<Value>) return CellType::real;
    if (std::is_unsigned_v<Value>) return CellType::address;
    return CellType::whole;
}

void add(DataColumn& column, const store::PatientValue& value) {
    if (const auto* number = std::get_if<double>(&value))
        column.add(*number);
    else if (const auto* whole = std::get_if<std::int32_t>(&value))
        column.add(std::int64_t(*whole));
    else if (const auto* response = std::get_if<Response>(&value))
        column.add(std::string_view(base::name_of(*response)));
    else
        column.add_null();
}

void add_number(DataColumn& column, int value) {
    column.add(std::int64_t(value));
}
template <class Value>
void add_number(DataColumn& column, const Value& value) {
    if constexpr (std::is_same_v<Value, std::string>)
        column.add(std::string_view(value));
    else
        column.add(value);
}

std::string unit_text(const std::string& unit) {
    return unit == "1" ? "" : unit;
}

DataColumn column_of(const store::PatientColumn& column) {
    for (const OutcomeEntry& entry : outcome_table)
        if (entry.column == column.number)
            return {column.name, type_of(column.anything), entry.is_time() ? "d" : unit_text(entry.unit),
                    entry.meaning};
    return {column.name, type_of(column.anything)};
}

/// Every patient's number, once.
std::vector<std::uint64_t> patients_of(const study::HeldRun& run) {
    std::vector<std::uint64_t> patients;
    for (std::uint64_t k = 0; k < run.result.patients_done; ++k)
        patients.push_back(run.plan.first + run.plan.begin() + k);
    return patients;
}

void add_traits(const study::HeldRun& run, DataTable& table) {
    cohort::StudySpace space;
    const auto traits = study::sample_traits(patients_of(run), [&](std::uint64_t patient) -> const Study& {
        return run.study_of(patient, space);
    });
    for (const trial::Trait& trait : traits) {
        const ParameterEntry& entry = parameter_table[cohort::parameter_index(trait.name)];
        DataColumn column(trait.name, CellType::real, unit_text(entry.unit), entry.meaning);
        column.reserve(run.outcomes.size());
        for (const double value : trait.values)
            for (int arm = 0; arm < run.plan.arm_count(); ++arm) column.add(value);
        table.columns.push_back(std::move(column));
    }
}

void add_populations(const study::HeldRun& run, DataTable& table) {
    const cohort::PopulationDesign& design = run.plan.populations.design;
    DataColumn column(base::population_column, CellType::text, "", "plausible population of the patient");
    for (const Outcome& outcome : run.outcomes)
        column.add(std::string_view(design.names[design.population_at(outcome.patient - run.plan.first)]));
    table.columns.push_back(std::move(column));
}

const statistics::SurvivalSummary& survival_of(const trial::ArmSummary& arm, const std::string& which) {
    if (which == "pfs") return arm.pfs;
    if (which == "os") return arm.os;
    if (which == "duration") return arm.duration;
    throw base::UsageError("`" + which + "` is no survival time" +
                           base::did_you_mean(which, {"pfs", "os", "duration"}) +
                           "\n  Give pfs, os or duration (of response).");
}

}  // namespace

DataTable patient_table(const study::HeldRun& run, bool traits) {
    DataTable table;
    auto& columns = table.columns;
    columns.emplace_back("patient", CellType::address, "", "number of the patient");
    columns.emplace_back("arm", CellType::text, "", "id of the arm");
    columns.emplace_back("status", CellType::whole, "", "0, or why the simulation failed");
    for (const store::PatientColumn& column : store::patient_columns()) columns.push_back(column_of(column));
    for (DataColumn& column : columns) column.reserve(run.outcomes.size());
    for (const Outcome& outcome : run.outcomes) {
        const int regimens = run.cohort.study.arms[outcome.arm].regimen_count;
        columns[0].add(outcome.patient);
        columns[1].add(std::string_view(run.cohort.arms[std::size_t(outcome.arm)].id));
        columns[2].add(std::int64_t(outcome.status));
        std::size_t at = 3;
        for (const store::PatientColumn& column : store::patient_columns())
            add(columns[at++], store::value_of(column, outcome, regimens));
    }
    if (run.plan.populations.design.named()) add_populations(run, table);
    if (traits) add_traits(run, table);
    return table;
}

DataTable trial_table(const study::HeldRun& run, const study::HeldSummary& held) {
    DataTable table;
    auto& columns = table.columns;
    store::for_each_trial_column(
        trial::TrialRow{}, std::string(),
        [&](const char* name, const char* label, const char* unit, const auto& value) {
            columns.emplace_back(name, type_of<std::decay_t<decltype(value)>>(), unit_text(unit), label);
            columns.back().reserve(held.trials.size());
        });
    const auto& names = run.plan.populations.design.names;
    const bool named = run.plan.populations.design.named();
    if (named) columns.emplace_back(base::population_column, CellType::text);
    for (const trial::TrialRow& row : held.trials) {
        std::size_t at = 0;
        store::for_each_trial_column(row, run.cohort.arms[std::size_t(row.arm)].id,
                                     [&](const char*, const char*, const char*, const auto& value) {
                                         add_number(columns[at++], value);
                                     });
        if (named) columns[at].add(std::string_view(names[std::size_t(row.population)]));
    }
    return table;
}

DataTable survival_table(const study::HeldSummary& held, const std::string& which) {
    DataTable table;
    auto& columns = table.columns;
    columns.emplace_back("arm", CellType::text);
    columns.emplace_back("day", CellType::real, "d", "since the start of treatment, or of the response");
    columns.emplace_back("at_risk", CellType::address, "", "patients just before this day's events");
    columns.emplace_back("events", CellType::address);
    columns.emplace_back("survival", CellType::real, "", "share without an event just after this day");
    columns.emplace_back("lower", CellType::real, "", "95% limits, log(-log)");
    columns.emplace_back("upper", CellType::real, "", "95% limits, log(-log)");
    for (const trial::ArmSummary& arm : held.summary.arms) {
        const statistics::SurvivalSummary& survival = survival_of(arm, which);
        const auto add_step = [&](const statistics::SurvivalPoint& point) {
            columns[0].add(std::string_view(arm.id));
            columns[1].add(point.day);
            columns[2].add(point.at_risk);
            columns[3].add(point.events);
            columns[4].add(point.survival);
            columns[5].add(point.limits ? point.limits->lower : std::nan(""));
            columns[6].add(point.limits ? point.limits->upper : std::nan(""));
        };
        add_step({0, survival.patients, 0, 1, std::nullopt});
        for (const statistics::SurvivalPoint& point : survival.curve) add_step(point);
    }
    return table;
}

DataTable parameters_of(const cohort::Cohort& cohort) {
    DataTable table;
    for (const char* name : {"name", "unit", "distribution", "status", "source", "meaning"})
        table.columns.emplace_back(name, CellType::text);
    for (const cohort::ParameterNote& note : cohort.notes) {
        const ParameterEntry& entry = parameter_table[note.parameter];
        std::size_t at = 0;
        for (const std::string& cell : {note.key, unit_text(entry.unit), note.text, note.status, note.source,
                                        std::string(entry.meaning)})
            table.columns[at++].add(std::string_view(cell));
    }
    return table;
}

}  // namespace twinarm::python
