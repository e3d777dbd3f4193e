// The results of a sweep on a terminal and as CSV.
#include "host/table/sweep_table.hpp"

#include <fmt/format.h>

#include <set>

#include "host/base/csv_line.hpp"
#include "host/base/number_text.hpp"
#include "host/base/words.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {

namespace {

/// Numbers in a format such as "{:.1f}".
std::string joined(const std::vector<double>& numbers, const char* between, fmt::string_view format) {
    std::string text;
    for (const double number : numbers)
        text += (text.empty() ? "" : between) + fmt::format(fmt::runtime(format), number);
    return text.empty() ? "none" : text;
}

constexpr std::size_t axis_width = 12;

/// Columns that the values of an axis take: more where they would look the same.
std::size_t width_of(const trial::SweepAxis& axis) {
    for (const std::size_t width : {axis_width, 2 * axis_width}) {
        std::set<std::string> seen;
        for (const std::string& value : axis.values) seen.insert(shortened(value, width));
        if (seen.size() == axis.values.size()) return width;
    }
    return 4 * axis_width;
}

}  // namespace

std::string sweep_title(const trial::SweepReport& sweep) {
    return fmt::format("{}: {} points of the same {} patients; seed {}.", sweep.study, sweep.planned,
                       base::with_commas(sweep.patients), sweep.seed);
}

std::string sweep_table(const trial::SweepReport& sweep) {
    std::vector<Column> columns;
    for (const trial::SweepAxis& axis : sweep.axes)
        columns.push_back({shortened(axis.path.substr(axis.path.rfind('.') + 1), axis_width), true});
    for (const Column& column : {Column{"Arm", true}, Column{"ORR, %"}, Column{"MC s.e."}, Column{"- first"},
                                 Column{"MC s.e."}, Column{"CR"}, Column{"grade 3+"}, Column{"doses"}})
        columns.push_back(column);
    TextTable table(columns);
    bool limits = false;
    for (const trial::SweepPoint& point : sweep.points)
        for (const trial::SweepRow& row : point.rows) {
            std::vector<std::string> cells;
            for (std::size_t i = 0; i < point.values.size(); ++i)
                cells.push_back(
                    &row == &point.rows.front() ? shortened(point.values[i], width_of(sweep.axes[i])) : "");
            const statistics::PopulationRate& orr = row.arm.orr_population;
            for (const std::string& cell :
                 {block_name(row.arm.id), rate_cell(orr),
                  orr.estimate ? error_cell(orr.monte_carlo_standard_error, orr.limits) : "-",
                  row.difference ? base::percent(row.difference->estimate) : "-",
                  row.difference
                      ? error_cell(row.difference->monte_carlo_standard_error, row.difference->limits)
                      : "-",
                  rate_cell(row.arm.complete_population),
                  row.severe_hypotension ? base::percent(*row.severe_hypotension) : "-",
                  joined(row.doses, " + ", "{:.1f}")})
                cells.push_back(cell);
            table.add_row(cells);
            limits = limits || (orr.estimate && !orr.monte_carlo_standard_error) ||
                     (row.difference && row.difference->limits);
        }
    std::string text = sweep_title(sweep) + "\nSimulated data, not patients.\n";
    if (sweep.interrupted())
        text +=
            fmt::format("INTERRUPTED: {} of {} points were simulated.\n", sweep.points.size(), sweep.planned);
    for (const trial::SweepAxis& axis : sweep.axes) text += fmt::format("Over {}\n", axis.path);
    text += "\n" + table.text() +
            "  - first: ORR minus that of the first point, in the same patients, percentage points.\n"
            "  grade 3+: patients with hypotension of grade 3 or more, %. doses: mean given, by drug.\n" +
            (limits ? limits_note : "");
    for (const std::string& path : trial::axes_without_effect(sweep))
        text += fmt::format("  {}\n    changes nothing here: does any arm of this cohort use it?\n", path);
    return text;
}

std::string sweep_csv(const trial::SweepReport& sweep) {
    std::string text;
    for (const trial::SweepAxis& axis : sweep.axes) text += base::csv_field(axis.path) + ',';
    text +=
        "arm,patients,patients_failed,orr,orr_mc_standard_error,orr_lower,orr_upper,difference,"
        "difference_mc_standard_error,cr,hypotension_grade_3_or_more,doses,note\n";
    for (const trial::SweepPoint& point : sweep.points)
        for (const trial::SweepRow& row : point.rows) {
            for (const std::string& value : point.values) text += base::csv_field(value) + ',';
            const statistics::PopulationRate &orr = row.arm.orr_population, &cr = row.arm.complete_population;
            text += fmt::format("{},{},{}", base::csv_field(row.arm.id), row.arm.patients,
                                row.arm.patients_failed);
            using Cell = std::optional<double>;
            const auto& minus = row.difference;
            for (const Cell& cell :
                 {orr.estimate, orr.monte_carlo_standard_error,
                  orr.estimate ? Cell(orr.limits.lower) : Cell(),
                  orr.estimate ? Cell(orr.limits.upper) : Cell(), minus ? Cell(minus->estimate) : Cell(),
                  minus ? minus->monte_carlo_standard_error : Cell(), cr.estimate, row.severe_hypotension})
                text += cell ? fmt::format(",{}", *cell) : ",";
            text += ',' + joined(row.doses, ";", "{}") + ',' + base::csv_field(base::simulated_note) + '\n';
        }
    return text;
}

}  // namespace twinarm::table
