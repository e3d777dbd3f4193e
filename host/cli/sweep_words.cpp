// The results of a sweep on a terminal, as CSV and as JSON.
#include "host/cli/sweep_words.hpp"

#include <fmt/format.h>

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

}  // namespace

std::string sweep_title(const Sweep& sweep) {
    return fmt::format("{}: {} points of the same {} patients; seed {}.", sweep.study, sweep.planned,
                       with_commas(sweep.patients), sweep.seed);
}

std::string sweep_table(const Sweep& sweep) {
    std::vector<Column> columns;
    for (const SweepAxis& axis : sweep.axes)
        columns.push_back({shortened(axis.path.substr(axis.path.rfind('.') + 1), axis_width), true});
    for (const Column& column : {Column{"Arm", true}, Column{"ORR, %"}, Column{"MC s.e."}, Column{"- first"},
                                 Column{"MC s.e."}, Column{"CR"}, Column{"grade 3+"}, Column{"doses"}})
        columns.push_back(column);
    TextTable table(columns);
    for (const SweepPoint& point : sweep.points)
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
    std::string text = sweep_title(sweep) + "\nSimulated data, not patients.\n";
    for (const SweepAxis& axis : sweep.axes) text += fmt::format("Over {}\n", axis.path);
    text += "\n" + table.text() +
            "  - first: ORR minus that of the first point, in the same patients, percentage points.\n"
            "  grade 3+: patients with hypotension of grade 3 or more, %. doses: mean given, by drug.\n";
    for (const std::string& path : axes_without_effect(sweep))
        text += fmt::format("  {}\n    changes nothing here: does an arm of this cohort have it?\n", path);
    return text;
}

std::string sweep_csv(const Sweep& sweep) {
    std::string text = std::string("# ") + simulated_note + "; doses are means, by drug\n";
    for (const SweepAxis& axis : sweep.axes) text += csv_field(axis.path) + ',';
    text +=
        "arm,patients,patients_failed,orr,orr_mc_standard_error,difference,difference_mc_standard_error,cr,"
        "hypotension_grade_3_or_more,doses\n";
    for (const SweepPoint& point : sweep.points)
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

Json sweep_json(const Sweep& sweep) {
    Json over = Json::array(), results = Json::array();
    for (const SweepAxis& axis : sweep.axes) over.push_back(axis.path);
    for (const SweepPoint& point : sweep.points) {
        Json settings = Json::object(), arms = Json::array();
        for (std::size_t i = 0; i < sweep.axes.size(); ++i) settings[sweep.axes[i].path] = point.values[i];
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
            {"title", sweep_title(sweep)},
            {"over", over},
            {"without_effect", axes_without_effect(sweep)},
            {"points", results}};
}

}  // namespace twinarm
