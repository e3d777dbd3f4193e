// One patient's course as JSON.
#include "host/table/course_json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "host/run/patient_row.hpp"
#include "host/table/course_columns.hpp"
#include "host/table/course_points.hpp"
#include "host/table/course_table.hpp"

namespace twinarm {

namespace {

using Json = nlohmann::ordered_json;

Json days(double hours) {
    return hours == never ? Json(nullptr) : Json(hours / 24);
}
Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json outcome_json(const Outcome& o) {
    if (o.status != Status::ok)
        return {{"status", int(o.status)},
                {"meaning", name_of(o.status)},
                {"failure_time_d", days(o.failure_time_h)}};
    const bool responded = o.response >= Response::PR;
    return {{"status", 0},
            {"response", name_of(o.response)},
            {"best_change", number(o.best_change)},
            {"baseline_sld_mm", o.baseline_sld_mm},
            {"time_to_response_d", days(o.time_to_response_h)},
            {"duration_d", days(o.duration_h)},
            {"duration_event", responded ? Json(o.duration_event) : Json(nullptr)},
            {"pfs_d", days(o.pfs_h)},
            {"pfs_event", o.pfs_event},
            {"os_d", days(o.os_h)},
            {"os_event", o.os_event},
            {"progression_d", days(o.progression_h)},
            {"new_lesion_d", days(o.new_lesion_h)},
            {"worst_hypotension_grade", o.worst_hypotension_grade},
            {"worst_leak", o.worst_leak},
            {"lymphocyte_nadir", o.lymphocyte_nadir},
            {"lymphocyte_peak", o.lymphocyte_peak},
            {"cd8_treg_blood", o.cd8_treg_blood},
            {"cd8_treg_tumour", o.cd8_treg_tumour},
            {"steps", o.steps}};
}

Json dose_json(const Arm& arm, const DoseRecord& dose, const CourseLog& log) {
    const Regimen& regimen = arm.regimens[dose.regimen];
    return {{"time_d", dose.time_h / 24},
            {"drug", name_of(regimen.drug)},
            {"course", dose.course + 1},
            {"cycle", dose.cycle + 1},
            {"dose", dose.dose + 1},
            {"decision", name_of(dose.decision)},
            {"amount", dose.amount},
            {"unit", regimen.drug == Drug::nivolumab ? "mg" : "nmol"},
            {"because",
             dose.rule < 0 ? Json(nullptr) : Json(rule_in_words(regimen.rules[dose.rule], log.parameters))}};
}

Json scan_json(const ScanRecord& scan, bool baseline) {
    const bool missed = scan.measured_sld_mm < 0;
    return {{"time_d", scan.time_h / 24},
            {"true_sld_mm", scan.true_sld_mm},
            {"measured_sld_mm", missed ? Json(nullptr) : Json(scan.measured_sld_mm)},
            {"new_lesion", scan.new_lesion},
            {"response", missed || baseline ? Json(nullptr) : Json(name_of(scan.response))}};
}

}  // namespace

Json course_json(const Cohort& cohort, int arm, const CourseLog& log, double every_h) {
    Json doses = Json::array(), scans = Json::array(), points = Json::array();
    for (const DoseRecord& dose : log.doses) doses.push_back(dose_json(cohort.study.arms[arm], dose, log));
    for (const ScanRecord& scan : log.scans) scans.push_back(scan_json(scan, scans.empty()));
    for (const CoursePoint& point : points_every(log.points, every_h)) {
        Json row = Json::object();
        for_each_column(point,
                        [&](const char* name, auto, auto, auto value) { row[name] = number(double(value)); });
        points.push_back(row);
    }
    return {{"id", cohort.arms[std::size_t(arm)].id},
            {"label", cohort.arms[std::size_t(arm)].label},
            {"outcome", outcome_json(log.outcome)},
            {"doses", doses},
            {"scans", scans},
            {"course", points}};
}

Json parameters_json(const CourseLog& log) {
    Json parameters = Json::array();
    for (int i = 0; i < parameter_count && std::size_t(i) < log.parameters.size(); ++i) {
        const ParameterEntry& entry = parameter_table[i];
        parameters.push_back({{"name", fmt::format("{}.{}", entry.group, entry.name)},
                              {"value", number(log.parameters[std::size_t(i)])},
                              {"unit", entry.unit},
                              {"meaning", entry.meaning}});
    }
    return parameters;
}

}  // namespace twinarm
