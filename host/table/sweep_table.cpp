// The results of a sweep on a terminal and as CSV.
#include "host/table/sweep_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "host/base/csv_line.hpp"
#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/base/words.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/result_table.hpp"
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

/// What a table shows beside the points: less where it would be wider than a terminal.
struct Shown {
    bool numbers = false;  ///< of the points in place of their settings, which then stand above
    bool doses = true, complete = true;
};

bool has_limits(const trial::SweepRow& row) {
    return (row.arm.orr_population.estimate && !row.columns[0].standard_error) ||
           (row.difference && row.difference->limits);
}

std::string range_of(const trial::ColumnResult& column) {
    return column.range ? base::percent(column.range->lower) + " to " + base::percent(column.range->upper)
                        : "-";
}

std::vector<std::string> cells_of(const trial::SweepRow& row, const Shown& shown, bool populations) {
    const trial::ColumnResult& orr = row.columns[0];
    std::vector<std::string> cells = {block_name(row.arm.id), orr.mean ? base::percent(*orr.mean) : "-",
                                      orr.mean ? error_cell(orr.standard_error, orr.limits) : "-"};
    if (populations) cells.push_back(range_of(orr));
    cells.push_back(row.difference ? base::percent(row.difference->estimate) : "-");
    cells.push_back(row.difference
                        ? error_cell(row.difference->monte_carlo_standard_error, row.difference->limits)
                        : "-");
    if (shown.complete) cells.push_back(column_text(trial::arm_columns()[1], row.columns[1].mean));
    cells.push_back(row.severe_hypotension ? column_text(trial::arm_columns()[3], row.columns[3].mean) : "-");
    if (shown.doses) cells.push_back(joined(row.doses, " + ", "{:.1f}"));
    return cells;
}

std::string table_of(const trial::SweepReport& sweep, const Shown& shown) {
    const bool populations = sweep.populations > 0;
    std::vector<Column> columns;
    if (shown.numbers)
        columns.push_back({"Point"});
    else
        for (const trial::SweepAxis& axis : sweep.axes)
            columns.push_back({shortened(axis.path.substr(axis.path.rfind('.') + 1), axis_width), true});
    for (const Column& column : {Column{"Arm", true}, Column{"ORR, %"}, Column{"MC s.e."}})
        columns.push_back(column);
    if (populations) columns.push_back({"95% range"});
    columns.push_back({"- first"});
    columns.push_back({"MC s.e."});
    if (shown.complete) columns.push_back({"CR"});
    columns.push_back({"grade 3+"});
    if (shown.doses) columns.push_back({"doses"});
    TextTable table(columns);
    for (const trial::SweepPoint& point : sweep.points)
        for (const trial::SweepRow& row : point.rows) {
            const bool begins = &row == &point.rows.front();
            std::vector<std::string> cells;
            if (shown.numbers)
                cells.push_back(begins ? fmt::format("{}", &point - sweep.points.data() + 1) : "");
            else
                for (std::size_t i = 0; i < point.values.size(); ++i)
                    cells.push_back(begins ? shortened(point.values[i], width_of(sweep.axes[i])) : "");
            for (const std::string& cell : cells_of(row, shown, populations)) cells.push_back(cell);
            table.add_row(cells);
        }
    return table.text();
}

bool fits(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (display_width(line) > table_width) return false;
    return true;
}

/// The settings of each point under its number.
std::string points_in_words(const trial::SweepReport& sweep) {
    std::string text;
    for (std::size_t i = 0; i < sweep.points.size(); ++i) {
        std::string values;
        for (const std::string& value : sweep.points[i].values)
            values += (values.empty() ? "" : ", ") + base::plain_text(value);
        text += fmt::format("  {:>5}  {}\n", i + 1, shortened(values, table_width - 9));
    }
    return text;
}

}  // namespace

std::string sweep_title(const trial::SweepReport& sweep) {
    return fmt::format("{}: {} points of the same {} patients{}; seed {}.", sweep.study, sweep.planned,
                       base::with_commas(sweep.patients),
                       sweep.populations == 0 ? ""
                                              : fmt::format(" of {} population{}", sweep.populations,
                                                            sweep.populations == 1 ? "" : "s"),
                       sweep.seed);
}

std::string sweep_table(const trial::SweepReport& sweep) {
    Shown shown;
    std::string table = table_of(sweep, shown);
    for (bool* part : {&shown.numbers, &shown.doses, &shown.complete}) {
        if (fits(table)) break;
        *part = !*part;
        table = table_of(sweep, shown);
    }
    std::string text = sweep_title(sweep) + "\nSimulated data, not patients.\n";
    if (sweep.interrupted())
        text +=
            fmt::format("INTERRUPTED: {} of {} points were simulated.\n", sweep.points.size(), sweep.planned);
    for (const trial::SweepAxis& axis : sweep.axes) text += fmt::format("Over {}\n", axis.path);
    if (shown.numbers) text += "Points, in the order of these paths:\n" + points_in_words(sweep);
    text += "\n" + table + "  - first: ORR minus that of the first point, in the same patients, points.\n";
    if (sweep.populations > 0)
        text += "  95% range: of the plausible populations, without their Monte-Carlo error.\n";
    text += "  grade 3+: patients with hypotension of grade 3 or more, %. ";
    text += shown.doses ? "doses: mean given, by drug.\n" : "Doses are in --csv and --json.\n";
    for (const trial::SweepPoint& point : sweep.points)
        if (std::any_of(point.rows.begin(), point.rows.end(), has_limits)) {
            text += limits_note;
            break;
        }
    for (const std::string& path : trial::axes_without_effect(sweep))
        text += fmt::format("  {}\n    changes nothing here: does any arm of this cohort use it?\n", path);
    return text;
}

std::string sweep_csv(const trial::SweepReport& sweep) {
    std::string text;
    for (const trial::SweepAxis& axis : sweep.axes) text += base::csv_field(axis.path) + ',';
    text +=
        "arm,patients,patients_failed,orr,orr_mc_standard_error,orr_lower,orr_upper,difference,"
        "difference_mc_standard_error";
    const auto& columns = trial::arm_columns();
    for (std::size_t c = 1; c < columns.size(); ++c)
        text += fmt::format(",{0},{0}_mc_standard_error", columns[c].name);
    if (sweep.populations > 0)
        for (const trial::ArmColumn& column : columns)
            text += fmt::format(",{0}_populations_lower,{0}_populations_upper", column.name);
    text += ",doses,doses_mc_standard_error,note\n";
    using Cell = std::optional<double>;
    for (const trial::SweepPoint& point : sweep.points)
        for (const trial::SweepRow& row : point.rows) {
            for (const std::string& value : point.values) text += base::csv_field(value) + ',';
            const statistics::PopulationRate& orr = row.arm.orr_population;
            const auto& minus = row.difference;
            text += fmt::format("{},{},{}", base::csv_field(row.arm.id), row.arm.patients,
                                row.arm.patients_failed);
            std::vector<Cell> cells = {row.columns[0].mean,
                                       row.columns[0].standard_error,
                                       orr.estimate ? Cell(orr.limits.lower) : Cell(),
                                       orr.estimate ? Cell(orr.limits.upper) : Cell(),
                                       minus ? Cell(minus->estimate) : Cell(),
                                       minus ? minus->monte_carlo_standard_error : Cell()};
            for (std::size_t c = 1; c < columns.size(); ++c)
                cells.insert(cells.end(), {row.columns[c].mean, row.columns[c].standard_error});
            if (sweep.populations > 0)
                for (const trial::ColumnResult& column : row.columns)
                    cells.insert(cells.end(), {column.range ? Cell(column.range->lower) : Cell(),
                                               column.range ? Cell(column.range->upper) : Cell()});
            for (const Cell& cell : cells)
                text += cell && std::isfinite(*cell) ? fmt::format(",{}", *cell) : ",";
            text += ',' + joined(row.doses, ";", "{}") + ',' + joined(row.doses_errors, ";", "{}") + ',' +
                    base::csv_field(base::simulated_note) + '\n';
        }
    return text;
}

}  // namespace twinarm::table
