// What a search for a design found, on a terminal.
#include "host/table/design_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/number_text.hpp"
#include "host/base/plain_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {
namespace {

constexpr std::size_t path_width = 23, value_width = 13, values_width = 58, most_of_front = 15;

bool is_share(const cohort::Design& design) {
    return std::all_of(design.objective.begin(), design.objective.end(), [](const cohort::DesignTerm& term) {
        return cohort::arm_column_names[term.column].is_share;
    });
}

/// A number of the objective or of a column: percent of a share, else months.
std::string number(bool share, const std::optional<double>& value, int digits = 1) {
    if (!value || std::isnan(*value)) return "-";
    if (std::isinf(*value)) return "NR";
    return share ? base::percent(*value, digits) : fmt::format("{:.{}f}", *value, digits);
}

std::string range(bool share, const std::optional<statistics::Interval>& interval) {
    if (!interval || !std::isfinite(interval->lower)) return "-";
    return number(share, interval->lower) + " to " +
           (std::isfinite(interval->upper) ? number(share, interval->upper) : "NR");
}

std::string name_of(const cohort::Design& design) {
    if (design.objective.size() == 1 && design.objective[0].weight == 1)
        return cohort::arm_column_names[design.objective[0].column].name;
    std::string words;
    for (const cohort::DesignTerm& term : design.objective)
        words += fmt::format("{}{} {}",
                             words.empty()     ? ""
                             : term.weight < 0 ? " - "
                                               : " + ",
                             words.empty() ? term.weight : std::abs(term.weight),
                             cohort::arm_column_names[term.column].name);
    return words;
}

std::string over_words(const std::optional<double>& holds_in) {
    return holds_in ? fmt::format("in {}% of the populations", base::percent(*holds_in, 0)) : "in the mean";
}

std::string limit_words(const cohort::DesignConstraint& one) {
    const cohort::ArmColumnName& column = cohort::arm_column_names[one.column];
    return fmt::format("{} {} {}{} {}", column.name, one.at_most ? "at most" : "at least",
                       number(column.is_share, one.limit), column.is_share ? "%" : " months",
                       over_words(one.holds_in));
}

std::string values_text(const trial::DesignPoint& point) {
    std::string text;
    for (const std::string& value : point.values) text += (text.empty() ? "" : ", ") + value;
    return text.empty() ? "as the file says" : text;
}

std::string varied_block(const trial::DesignReport& report, bool colour) {
    const trial::DesignPoint& best = report.points[*report.best];
    TextTable table(
        {{"Varied", true}, {"from", true}, {"to", true}, {"best", true}, {"alike from", true}, {"to", true}});
    for (std::size_t i = 0; i < report.design.vary.size(); ++i) {
        const cohort::DesignVary& vary = report.design.vary[i];
        const trial::DesignPoint *low = &best, *high = &best;
        for (const std::size_t a : report.alike) {
            if (report.points[a].places[i] < low->places[i]) low = &report.points[a];
            if (report.points[a].places[i] > high->places[i]) high = &report.points[a];
        }
        const auto cell = [](const std::string& text) { return shortened(text, value_width); };
        const std::string from = vary.is_list() ? vary.values.front() : cohort::value_at(vary, 0);
        const std::string to = vary.is_list() ? vary.values.back() : cohort::value_at(vary, 1);
        const std::string& path = vary.path;
        table.add_row({path.size() > path_width ? "…" + path.substr(path.size() - path_width + 1) : path,
                       cell(from), cell(to), cell(best.values[i]), cell(low->values[i]),
                       cell(high->values[i])});
    }
    return block_heading(
               "BEST DESIGN",
               fmt::format("{} of {} designs are alike", report.alike.size(), report.points.size() - 1),
               colour) +
           table.text();
}

std::string results_block(const trial::DesignReport& report, bool colour) {
    const trial::DesignPoint &file = report.points.front(), &best = report.points[*report.best];
    TextTable table({{"", true},
                     {"mean", false, "as the file says"},
                     {"MC s.e."},
                     {"mean", false, "best design"},
                     {"MC s.e."},
                     {"95% range"},
                     {"mean", false, "in other patients"},
                     {"MC s.e."},
                     {"95% range"}});
    const auto cells = [](const trial::ColumnResult* column, bool share, bool with_range) {
        std::vector<std::string> made = {column == nullptr ? "-" : number(share, column->mean),
                                         column == nullptr ? "-" : number(share, column->standard_error, 2)};
        if (with_range) made.push_back(column == nullptr ? "-" : range(share, column->range));
        return made;
    };
    for (std::size_t c = 0; c < best.columns.size(); ++c) {
        const trial::ArmColumn& column = trial::arm_columns()[c];
        std::vector<std::string> row = {column.heading};
        const trial::ColumnResult* other = report.confirmed ? &report.confirmed->columns[c] : nullptr;
        for (const auto& part :
             {cells(&file.columns[c], column.is_share, false), cells(&best.columns[c], column.is_share, true),
              cells(other, column.is_share, true)})
            row.insert(row.end(), part.begin(), part.end());
        table.add_row(row);
    }
    return block_heading("WHAT IT DOES", "% of patients, months", colour) + table.text();
}

std::string slopes_block(const trial::DesignReport& report, bool colour) {
    if (report.slopes.empty()) return "";
    const cohort::Design& design = report.design;
    std::vector<Column> columns = {
        {"Varied", true}, {"from", true}, {"to", true}, {"change", false, "objective"}, {"s.e."}, {"share"}};
    const std::size_t constraints = std::min<std::size_t>(1, design.constraints.size());
    if (constraints > 0) {
        columns.push_back({"change", false, trial::arm_columns()[design.constraints[0].column].heading});
        columns.push_back({"s.e."});
    }
    TextTable table(columns);
    for (const trial::DesignSlope& slope : report.slopes) {
        const bool share = is_share(design);
        const std::string& path = design.vary[slope.varied].path;
        std::vector<std::string> row = {
            path.size() > path_width ? "…" + path.substr(path.size() - path_width + 1) : path,
            shortened(slope.low, value_width),
            shortened(slope.high, value_width),
            number(share, slope.objective.mean),
            number(share, slope.objective.standard_error, 2),
            base::percent(slope.share, 0) + "%"};
        for (std::size_t c = 0; c < constraints; ++c) {
            const bool of_share = cohort::arm_column_names[design.constraints[c].column].is_share;
            row.push_back(number(of_share, slope.constraints[c].mean));
            row.push_back(number(of_share, slope.constraints[c].standard_error, 2));
        }
        table.add_row(row);
    }
    return block_heading("AROUND THE BEST DESIGN", "one value changed, the same patients", colour) +
           table.text();
}

std::string front_block(const trial::DesignReport& report, bool colour) {
    const cohort::Design& design = report.design;
    const trial::ArmColumn& against = trial::arm_columns()[design.against];
    TextTable table(
        {{"Design", true}, {against.heading}, {"MC s.e."}, {"objective"}, {"MC s.e."}, {"", true}});
    const std::size_t step = report.front.size() / most_of_front + 1;
    for (std::size_t i = 0; i < report.front.size(); ++i) {
        const std::size_t place = report.front[i];
        const bool is_best = report.best == place;
        if (i % step != 0 && !is_best && i + 1 != report.front.size()) continue;
        const trial::DesignPoint& point = report.points[place];
        table.add_row({shortened(values_text(point), values_width),
                       number(against.is_share, point.columns[design.against].mean),
                       number(against.is_share, point.columns[design.against].standard_error, 2),
                       number(is_share(design), point.objective.mean),
                       number(is_share(design), point.objective.standard_error, 2),
                       is_best           ? "best"
                       : !point.feasible ? "breaks"
                                         : ""});
    }
    return block_heading("PARETO FRONT",
                         fmt::format("{} designs that no other one beats in both", report.front.size()),
                         colour) +
           table.text();
}

}  // namespace

std::string design_wish(const trial::DesignReport& report) {
    const cohort::Design& design = report.design;
    std::string text = fmt::format("{} {} {}", design.maximise ? "Maximise" : "Minimise", name_of(design),
                                   over_words(design.holds_in));
    for (const cohort::DesignConstraint& one : design.constraints) text += "; " + limit_words(one);
    return text;
}

std::string design_table(const trial::DesignReport& report, bool colour) {
    std::string text = shortened(base::plain_text(report.study + ": " + report.title), table_width) +
                       "\nSimulated data, not patients.\n";
    const std::string of = report.populations == 0 ? ""
                                                   : fmt::format(" of {} population{}", report.populations,
                                                                 report.populations == 1 ? "" : "s");
    text +=
        fmt::format("{} designs of arm {}, each in the same {} patients{}; seed {}.\n", report.points.size(),
                    base::plain_text(report.design.arm), base::with_commas(report.patients), of, report.seed);
    for (const std::string& line : wrapped(design_wish(report) + ".", table_width)) text += line + '\n';
    if (report.signal != 0) text += "INTERRUPTED: what follows is of the designs that were simulated.\n";
    if (!report.best) return text + "No design was simulated.\n";
    const trial::DesignPoint& best = report.points[*report.best];
    if (!best.feasible) text += "NO DESIGN HOLDS THE CONSTRAINTS: the one that breaks them least is shown.\n";
    text += varied_block(report, colour) + results_block(report, colour) + slopes_block(report, colour) +
            front_block(report, colour);
    text +=
        "\n  MC s.e.: of the mean, Monte-Carlo. 95% range: of the plausible populations, that error taken "
        "out.\n"
        "  alike: designs that hold the constraints and are not worse by two standard errors of the\n"
        "  difference in the same patients. In other patients the best design has no luck of the search.\n"
        "  share: of the sum of the objective's changes. breaks: a constraint does not hold.\n";
    for (const trial::DesignSlope& slope : report.slopes)
        if (!slope.moves)
            text += fmt::format("  {}\n    changes nothing here: does the arm use it?\n",
                                report.design.vary[slope.varied].path);
    return text;
}

}  // namespace twinarm::table
