// What one trial would report of each arm, beside what the populations have.
#include <fmt/format.h>

#include <limits>
#include <utility>

#include "host/base/number_text.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::table {
namespace {

/// A number of an arm in words, and how its values are written.
struct Row {
    std::string name;
    const trial::Predictive& of;
    bool in_months;
};

std::vector<Row> rows_of(const trial::ArmPredictive& arm) {
    std::vector<Row> rows = {{"complete response, %", arm.complete, false},
                             {"stable disease, %", arm.stable, false},
                             {"disease control, %", arm.disease_control, false},
                             {"PFS, median in months", arm.pfs_median_days, true},
                             {"OS, median in months", arm.os_median_days, true}};
    for (const auto& [what, landmarks] :
         {std::pair("progression-free", &arm.pfs), std::pair("alive", &arm.os)})
        for (const trial::PredictiveAt& at : *landmarks)
            if (at.months == 12 || at.months == 24 || at.months == 60)
                rows.push_back({fmt::format("{}, {} months, %", what, at.months), at.survival, false});
    return rows;
}

std::string value_text(const std::optional<double>& value, bool in_months) {
    if (in_months) return months_cell(value.value_or(std::numeric_limits<double>::infinity()));
    return value ? base::percent(*value) : "-";
}

std::string range_text(const trial::PredictiveRange& range, bool in_months, bool known) {
    if (!known || range.lower == range.upper) return "-";
    return value_text(range.lower, in_months) + " to " + value_text(range.upper, in_months);
}

}  // namespace

std::string one_trial(const trial::StudySummary& summary, bool colour) {
    TextTable table({{"Arm", true},
                     {"", true},
                     {"mean", false, "plausible populations"},
                     {"95% range"},
                     {"n", false, "one trial of n"},
                     {"median"},
                     {"95% range"}});
    const bool several = summary.populations && summary.populations->populations > 1;
    for (const trial::ArmSummary& arm : summary.arms) {
        std::string name = block_name(arm.id);
        for (const Row& row : rows_of(arm.predictive))
            table.add_row(
                {std::exchange(name, ""), row.name, row.in_months ? "" : value_text(row.of.mean, false),
                 range_text(row.of.populations, row.in_months, several), fmt::format("{}", arm.predictive.n),
                 value_text(row.of.one_trial.median, row.in_months),
                 range_text(row.of.one_trial, row.in_months, row.of.mean || row.in_months)});
    }
    return block_heading("OTHER OUTCOMES", "all treated", colour) + table.text() +
           "  A trial moves every share by an effect of its own, as in the calibration; then n are "
           "enrolled.\n"
           "  NR: not reached. - beside a mean: populations differ by less than their Monte-Carlo error.\n";
}

}  // namespace twinarm::table
