// The results of a sweep on a terminal, as CSV and as JSON.
#include "host/cli/sweep_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/run/number_text.hpp"
#include "host/run/patient_row.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/json_parts.hpp"
#include "host/table/text_table.hpp"

namespace twinarm {

namespace {

std::string joined(const std::vector<double>& numbers, const char* between) {
    std::string text;
    for (const double number : numbers) text += (text.empty() ? "" : between) + fmt::format("{:.1f}", number);
    return text.empty() ? "none" : text;
}

constexpr std::size_t axis_width = 12;

bool alike(const SweepPoint& a, const SweepPoint& b) {
    return std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), [](const SweepRow& x, const SweepRow& y) {
        return x.difference == y.difference && x.difference_error == y.difference_error &&
               x.arm.patients_failed == y.arm.patients_failed &&
               x.arm.complete_population.estimate == y.arm.complete_population.estimate &&
               x.severe_hypotension == y.severe_hypotension && x.doses == y.doses;
    });
}

}  // namespace

std::vector<std::string> axes_without_effect(const std::vector<SweepAxis>& axes,
                                             const std::vector<SweepPoint>& points) {
    std::vector<std::string> idle;
    std::size_t stride = 1;  // the last axis is the fastest
    for (auto axis = axes.rbegin(); axis != axes.rend(); ++axis) {
        const std::size_t values = axis->values.size();
        bool moves = values < 2 || points.size() <= stride;
        for (std::size_t i = 0; i < points.size(); ++i)
            moves = moves || !alike(points[i], points[i - i / stride % values * stride]);
        if (!moves) idle.insert(idle.begin(), axis->path);
        stride *= values;
    }
    return idle;
}

std::string sweep_table(const std::vector<SweepAxis>& axes, const std::vector<SweepPoint>& points) {
    std::vector<Column> columns;
    for (const SweepAxis& axis : axes)
        columns.push_back({shortened(axis.path.substr(axis.path.rfind('.') + 1), axis_width), true});
    for (const Column& column : {Column{"Arm", true}, Column{"ORR, %"}, Column{"MC s.e."}, Column{"- first"},
                                 Column{"MC s.e."}, Column{"CR"}, Column{"grade 3+"}, Column{"doses"}})
        columns.push_back(column);
    TextTable table(columns);
    for (const SweepPoint& point : points)
        for (const SweepRow& row : point.rows) {
            std::vector<std::string> cells;
            for (const std::string& value : point.values)
                cells.push_back(&row == &point.rows.front() ? shortened(value, axis_width) : "");
            const PopulationRate& orr = row.arm.orr_population;
            for (const std::string& cell : {block_name(row.arm.id), rate_cell(orr),
                                            orr.estimate ? percent(orr.monte_carlo_standard_error, 2) : "-",
                                            row.difference ? percent(*row.difference) : "-",
                                            row.difference ? percent(row.difference_error, 2) : "-",
                                            rate_cell(row.arm.complete_population),
                                            percent(row.severe_hypotension), joined(row.doses, " + ")})
                cells.push_back(cell);
            table.add_row(cells);
        }
    std::string text =
        table.text() +
        "  - first: ORR minus that of the first point, in the same patients, percentage points.\n"
        "  grade 3+: patients with hypotension of grade 3 or more, %. doses: mean given, by drug.\n";
    for (const std::string& path : axes_without_effect(axes, points))
        text += fmt::format("  {}\n    changes nothing here: does an arm of this cohort have it?\n", path);
    return text;
}

std::string sweep_csv(const std::vector<SweepAxis>& axes, const std::vector<SweepPoint>& points) {
    std::string text = std::string("# ") + simulated_note + "; doses are means, by drug\n";
    for (const SweepAxis& axis : axes) text += csv_field(axis.path) + ',';
    text +=
        "arm,patients,patients_failed,orr,orr_mc_standard_error,difference,difference_mc_standard_error,cr,"
        "hypotension_grade_3_or_more,doses\n";
    for (const SweepPoint& point : points)
        for (const SweepRow& row : point.rows) {
            for (const std::string& value : point.values) text += csv_field(value) + ',';
            const PopulationRate &orr = row.arm.orr_population, &cr = row.arm.complete_population;
            text += fmt::format("{},{},{}", csv_field(row.arm.id), row.arm.patients, row.arm.patients_failed);
            text +=
                orr.estimate ? fmt::format(",{},{}", *orr.estimate, orr.monte_carlo_standard_error) : ",,";
            text += row.difference ? fmt::format(",{},{}", *row.difference, row.difference_error) : ",,";
            text += cr.estimate ? fmt::format(",{},{}", *cr.estimate, row.severe_hypotension) : ",,";
            text += ',' + joined(row.doses, ";") + '\n';
        }
    return text;
}

Json sweep_json(const std::string& title, const std::vector<SweepAxis>& axes,
                const std::vector<SweepPoint>& points) {
    Json over = Json::array(), results = Json::array();
    for (const SweepAxis& axis : axes) over.push_back(axis.path);
    for (const SweepPoint& point : points) {
        Json settings = Json::object(), arms = Json::array();
        for (std::size_t i = 0; i < axes.size(); ++i) settings[axes[i].path] = point.values[i];
        for (const SweepRow& row : point.rows)
            arms.push_back(
                {{"id", row.arm.id},
                 {"patients", row.arm.patients},
                 {"patients_failed", row.arm.patients_failed},
                 {"orr_population", json_of(row.arm.orr_population)},
                 {"cr_population", json_of(row.arm.complete_population)},
                 {"minus_first_point",
                  {{"estimate", or_null(row.difference)},
                   {"mc_standard_error", row.difference ? Json(row.difference_error) : Json(nullptr)}}},
                 {"hypotension_grade_3_or_more", row.severe_hypotension},
                 {"doses", row.doses}});
        results.push_back({{"settings", settings}, {"arms", arms}});
    }
    return {{"simulated", true},
            {"note", simulated_note},
            {"title", title},
            {"over", over},
            {"without_effect", axes_without_effect(axes, points)},
            {"points", results}};
}

}  // namespace twinarm
