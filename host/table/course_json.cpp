// One patient's course as JSON.
#include "host/table/course_json.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "host/base/words.hpp"
#include "host/cohort/drug_kinds.hpp"
#include "host/cohort/rule_words.hpp"
#include "host/store/course_columns.hpp"
#include "host/store/course_points.hpp"
#include "host/table/course_table.hpp"
#include "kernels/patient/outcome_table.hpp"

namespace twinarm::table {

namespace {

using Json = nlohmann::ordered_json;

Json days(double hours) {
    return hours == never ? Json(nullptr) : Json(hours / 24);
}
Json number(std::int32_t value) {
    return value;
}
Json number(Response value) {
    return base::name_of(value);
}
Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json outcome_json(const Outcome& o) {
    if (o.status != Status::ok)
        return {{"status", int(o.status)},
                {"meaning", base::name_of(o.status)},
                {"failure_time_d", days(o.failure_time_h)}};
    Json json = {{"status", 0}};
    for_each_outcome(o, [&](const OutcomeEntry& entry, auto value) {
        const std::string stem(entry.stem());
        if (entry.is_time())
            json[stem + "_d"] = days(double(value));
        else
            json[stem] = is_among(entry.of, o) ? number(value) : Json(nullptr);
    });
    json["steps"] = o.steps;
    return json;
}

Json dose_json(const cohort::Cohort& cohort, const Arm& arm, const DoseRecord& dose, const CourseLog& log) {
    const Regimen& regimen = arm.regimens[dose.regimen];
    Json json = {
        {"time_d", dose.time_h / 24},
        {"drug", cohort::name_of(cohort, regimen)},
        {"course", dose.course + 1},
        {"cycle", dose.cycle + 1},
        {"dose", dose.dose + 1},
        {"decision", name_of(dose.decision)},
        {"amount", dose.amount},
        {"unit", cohort::amount_unit_of(regimen.drug)},
        {"because", dose.rule < 0 ? Json(nullptr)
                                  : Json(cohort::rule_in_words(regimen.rules[dose.rule], log.parameters))}};
    if (regimen.level_count > 0) json["level"] = dose.level + 1;
    return json;
}

Json scan_json(const ScanRecord& scan, Criteria criteria, bool baseline) {
    const bool missed = scan.measured_sld_mm < 0;
    return {
        {"time_d", scan.time_h / 24},
        {"true_sld_mm", scan.true_sld_mm},
        {"measured_sld_mm", missed ? Json(nullptr) : Json(scan.measured_sld_mm)},
        {"new_lesion", scan.new_lesion},
        {"response", missed || baseline ? Json(nullptr)
                                        : Json(base::name_of(scan.response, criteria, scan.unconfirmed))}};
}

}  // namespace

Json course_json(const cohort::Cohort& cohort, int arm, const CourseLog& log, double every_h) {
    Json doses = Json::array(), scans = Json::array(), points = Json::array();
    for (const DoseRecord& dose : log.doses)
        doses.push_back(dose_json(cohort, cohort.study.arms[arm], dose, log));
    for (const ScanRecord& scan : log.scans)
        scans.push_back(scan_json(scan, cohort.study.response.criteria, scans.empty()));
    for (const CoursePoint& point : store::points_every(log.points, every_h)) {
        Json row = Json::object();
        for (const store::CourseColumn& column : store::course_columns())
            row[column.name] = number(column.of(point));
        points.push_back(row);
    }
    return {{"id", cohort.arms[std::size_t(arm)].id},
            {"label", cohort.arms[std::size_t(arm)].label},
            {"outcome", outcome_json(log.outcome)},
            {"doses", doses},
            {"scans", scans},
            {"course", points}};
}

Json parameters_json(const std::vector<NamedParameter>& named) {
    Json parameters = Json::array();
    for (const NamedParameter& one : named)
        parameters.push_back({{"name", one.name},
                              {"value", number(one.value)},
                              {"unit", one.entry->unit},
                              {"meaning", one.entry->meaning}});
    return parameters;
}

}  // namespace twinarm::table
