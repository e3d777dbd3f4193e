// What a search for a design found, as JSON and as CSV.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/base/csv_line.hpp"
#include "host/base/words.hpp"
#include "host/store/json_parts.hpp"
#include "host/table/design_table.hpp"
#include "host/table/sweep_table.hpp"

namespace twinarm::table {
namespace {

using store::Json;

/// What a simulated design is: "file", "search" or "neighbour" of the best.
const char* origin_of(const trial::DesignReport& report, std::size_t place) {
    return place == 0 ? "file" : place <= report.searched ? "search" : "neighbour";
}

bool is_among(const std::vector<std::size_t>& places, std::size_t place) {
    return std::find(places.begin(), places.end(), place) != places.end();
}

Json point_json(const trial::DesignReport& report, const trial::DesignPoint& point) {
    Json settings = Json::object(), columns = Json::object();
    for (std::size_t i = 0; i < point.values.size(); ++i)
        settings[report.design.vary[i].path] = point.values[i];
    for (std::size_t c = 0; c < point.columns.size(); ++c)
        columns[trial::arm_columns()[c].name] = column_json(point.columns[c]);
    return {{"settings", settings},
            {"places", point.places},
            {"feasible", point.feasible},
            {"objective", column_json(point.objective)},
            {"constraints", point.constraints},
            {"columns", columns},
            {"doses", point.doses},
            {"patients", point.patients},
            {"patients_failed", point.patients_failed}};
}

Json change_json(const trial::PairedChange& change) {
    return {{"mean", change.mean}, {"standard_error", change.standard_error}};
}

Json vary_json(const cohort::DesignVary& vary) {
    if (vary.is_list()) return {{"path", vary.path}, {"values", vary.values}};
    return {{"path", vary.path},
            {"low", cohort::value_at(vary, 0)},
            {"high", cohort::value_at(vary, 1)},
            {"scale", vary.logarithmic ? "log" : "lin"}};
}

Json design_part(const cohort::Design& design) {
    Json vary = Json::array(), constraints = Json::array(), objective = Json::object();
    for (const cohort::DesignVary& one : design.vary) vary.push_back(vary_json(one));
    for (const cohort::DesignTerm& term : design.objective)
        objective[cohort::arm_column_names[term.column].name] = term.weight;
    for (const cohort::DesignConstraint& one : design.constraints)
        constraints.push_back({{"column", cohort::arm_column_names[one.column].name},
                               {one.at_most ? "at_most" : "at_least", one.limit},
                               {"holds_in", store::or_null(one.holds_in)}});
    return {{"arm", design.arm},
            {design.maximise ? "maximise" : "minimise", objective},
            {"holds_in", store::or_null(design.holds_in)},
            {"against", cohort::arm_column_names[design.against].name},
            {"evaluations", design.evaluations},
            {"vary", vary},
            {"constraints", constraints}};
}

}  // namespace

Json design_json(const trial::DesignReport& report) {
    Json points = Json::array(), slopes = Json::array();
    for (std::size_t i = 0; i < report.points.size(); ++i) {
        points.push_back({{"origin", origin_of(report, i)}});
        points.back().update(point_json(report, report.points[i]));
    }
    for (const trial::DesignSlope& slope : report.slopes) {
        Json constraints = Json::array();
        for (const trial::PairedChange& change : slope.constraints)
            constraints.push_back(change_json(change));
        slopes.push_back({{"path", report.design.vary[slope.varied].path},
                          {"low", slope.low},
                          {"high", slope.high},
                          {"objective_change", change_json(slope.objective)},
                          {"share", slope.share},
                          {"constraint_changes", constraints}});
    }
    return {
        {"simulated", true},
        {"note", base::simulated_note},
        {"study", report.study},
        {"title", report.title},
        {"wish", design_wish(report)},
        {"design", design_part(report.design)},
        {"seed", report.seed},
        {"patients", report.patients},
        {"populations", report.populations},
        {"interrupted", report.signal != 0},
        {"best", report.best ? Json(*report.best) : Json(nullptr)},
        {"alike", report.alike},
        {"pareto_front", report.front},
        {"points", points},
        {"around_the_best", slopes},
        {"best_in_other_patients", report.confirmed ? point_json(report, *report.confirmed) : Json(nullptr)}};
}

std::string design_csv(const trial::DesignReport& report) {
    std::string text = "origin";
    for (const cohort::DesignVary& vary : report.design.vary) text += ',' + base::csv_field(vary.path);
    text +=
        ",best,alike,pareto_front,feasible,patients,patients_failed,objective,objective_mc_standard_error";
    for (const trial::ArmColumn& column : trial::arm_columns())
        text += fmt::format(",{0},{0}_mc_standard_error,{0}_populations_lower,{0}_populations_upper",
                            column.name);
    text += ",note\n";
    const auto cell = [](const std::optional<double>& value) {
        return value && std::isfinite(*value) ? fmt::format(",{}", *value) : std::string(",");
    };
    const auto add = [&](const trial::DesignPoint& point, const std::string& origin, bool best, bool alike,
                         bool front) {
        text += origin;
        for (std::size_t i = 0; i < report.design.vary.size(); ++i)
            text += ',' + (point.values.empty() ? "" : base::csv_field(point.values[i]));
        text += fmt::format(",{:d},{:d},{:d},{:d},{},{}", best, alike, front, point.feasible, point.patients,
                            point.patients_failed);
        text += cell(point.objective.mean) + cell(point.objective.standard_error);
        for (const trial::ColumnResult& column : point.columns) {
            text += cell(column.mean) + cell(column.standard_error);
            text += column.range ? cell(column.range->lower) + cell(column.range->upper) : ",,";
        }
        text += ',' + base::csv_field(base::simulated_note) + '\n';
    };
    for (std::size_t i = 0; i < report.points.size(); ++i)
        add(report.points[i], origin_of(report, i), report.best == i, is_among(report.alike, i),
            is_among(report.front, i));
    if (report.confirmed) add(*report.confirmed, "other patients", true, false, false);
    return text;
}

}  // namespace twinarm::table
