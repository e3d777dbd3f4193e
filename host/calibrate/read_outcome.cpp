// Columns of patients.csv by name; values, errors, ranges.
#include "host/calibrate/read_outcome.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "host/base/nearest.hpp"
#include "host/calibrate/outcome_value.hpp"
#include "host/toml/values.hpp"

namespace twinarm::calibrate {
namespace {

constexpr double largest = 1e9;

/// A value on the scale of its error; an error where a logarithm has none.
double on_log(double value, bool is_log, const toml::Node* node, base::Report& report) {
    if (!is_log) return value;
    if (value > 0) return std::log(value);
    if (node != nullptr) report.add(node->place, "with `log_sd` the value must be above 0");
    return 0;
}

}  // namespace

OutcomeIndex read_outcome(toml::Fields& fields, base::Report& report) {
    std::vector<std::string> known;
    std::vector<OutcomeIndex> index;
    for (const OutcomeEntry& entry : outcome_table) {
        if (entry.index == OutcomeIndex::response) continue;  // a category, no number
        known.push_back(column_word(entry));
        index.push_back(entry.index);
    }
    const toml::Node* node = fields.need("of", "a column of patients.csv, as in \"best_change\"");
    const auto choice = toml::choice_value(node, known, report);
    return choice ? index[std::size_t(*choice)] : OutcomeIndex::best_change;
}

OutcomeRange read_outcome_range(toml::Fields& fields, base::Report& report) {
    OutcomeRange range;
    range.outcome = read_outcome(fields, report);
    const auto from = toml::number_value(fields.find("at_least"), report, -largest, largest);
    const auto to = toml::number_value(fields.find("at_most"), report, -largest, largest);
    if (!from && !to)
        report.add(fields.place(), fmt::format("{} needs `at_least`, `at_most` or both", fields.name()));
    range.from = from.value_or(range.from);
    range.to = to.value_or(range.to);
    return range;
}

Datum read_observed_value(toml::Fields& fields, SummaryRequest& request, base::Report& report) {
    const toml::Node *value_node = fields.find("value"), *from_node = fields.find("from"),
                     *to_node = fields.find("to");
    const auto number = [&](const toml::Node* node) {
        return toml::number_value(node, report, -largest, largest);
    };
    const auto value = number(value_node), from = number(from_node), to = number(to_node);
    const auto sd = toml::number_value(fields.find("sd"), report, 1e-9, largest);
    const auto log_sd = toml::number_value(fields.find("log_sd"), report, 1e-9, largest);
    const bool is_log = log_sd.has_value();
    if (sd.has_value() == is_log || value.has_value() == (from || to))
        report.add(fields.place(),
                   fmt::format("{} needs `value`, or `from`, `to` or both; and with it `sd` or "
                               "`log_sd`, how far it may be off",
                               fields.name()));
    request.scale = is_log ? Scale::logarithm : Scale::identity;
    const double error = is_log ? *log_sd : sd.value_or(1);
    if (value) return ObservedValue{on_log(*value, is_log, value_node, report), error};
    constexpr double infinite = std::numeric_limits<double>::infinity();
    ObservedRange range{-infinite, infinite, error, true};
    if (from) range.from = on_log(*from, is_log, from_node, report);
    if (to) range.to = on_log(*to, is_log, to_node, report);
    if (range.from > range.to) report.add(from_node->place, "`from` is above `to`");
    return range;
}

}  // namespace twinarm::calibrate
