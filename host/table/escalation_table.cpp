// Trials that escalate the dose, on a terminal and as CSV.
#include "host/table/escalation_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/csv_line.hpp"
#include "host/base/number_text.hpp"
#include "host/base/words.hpp"
#include "host/table/blocks.hpp"
#include "host/table/cells.hpp"
#include "host/table/text_table.hpp"
#include "host/trial/boin.hpp"

namespace twinarm::table {

namespace {

constexpr std::size_t label_width = 28;

/// "12.3 (4.0 to 25.1)"; of one population "12.3".
std::string rate_cell(const statistics::PopulationDistribution& rate) {
    if (!rate.mean) return "-";
    const double lower = quantile_at(rate, 0.025), upper = quantile_at(rate, 0.975);
    if (!std::isfinite(lower) || !std::isfinite(upper)) return base::percent(*rate.mean);
    return limits_cell(*rate.mean, {lower, upper});
}

std::string share_cell(const statistics::TrialProbability& share) {
    return share.estimate ? base::percent(*share.estimate) : "-";
}

/// Of the shares of trials.
double largest_error(const trial::EscalationSummary& summary) {
    double largest = summary.none_recommended.monte_carlo_standard_error.value_or(0);
    for (const trial::EscalationLevel& level : summary.levels)
        largest = std::max(largest, level.recommended.monte_carlo_standard_error.value_or(0));
    return largest;
}

std::string count_cell(const trial::TrialDistribution& counts) {
    const double lower = quantile_at(counts, 0.025), upper = quantile_at(counts, 0.975);
    const std::string mean = fmt::format("{:.1f}", counts.mean);
    return std::isfinite(lower) ? fmt::format("{} ({:.0f} to {:.0f})", mean, lower, upper) : mean;
}

/// How the design goes on.
std::string design_in_words(const cohort::EscalationDesign& design) {
    if (design.rule == cohort::EscalationRule::three_plus_three)
        return "  3+3: three patients, three more where one has a DLT; the MTD is the highest level at "
               "which\n"
               "  at most one of six has one.\n";
    const trial::BoinBoundaries boundaries = trial::boin_boundaries(design.target);
    return fmt::format(
        "  BOIN, target {}%: cohorts of {}, at most {} patients{}; up at {:.1f}% or less with a DLT, down "
        "at\n"
        "  {:.1f}% or more; the MTD is the level whose isotonic rate is nearest to the target.\n",
        base::percent(design.target, 0), design.cohort_size, design.max_patients,
        design.enough_at_level > 0 ? fmt::format(", or {} at a level to stay at", design.enough_at_level)
                                   : "",
        100 * boundaries.escalate, 100 * boundaries.de_escalate);
}

std::string csv_number(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "";
}
std::string csv_number(const std::optional<double>& value) {
    return value ? csv_number(*value) : "";
}

}  // namespace

std::string escalation_rule_in_words(const cohort::EscalationDesign& design) {
    return fmt::format("DLT: hypotension of grade {} or more within {} d", design.dlt_grade,
                       base::all_digits(design.window_min / 1440.0));
}

std::string escalation_table(const cohort::EscalationDesign& design, const trial::EscalationSummary& summary,
                             bool colour) {
    TextTable table({{"Level", true},
                     {"DLT (95%)", false, "populations"},
                     {"right"},
                     {"MTD", false, "trials"},
                     {"s.d."},
                     {"given"},
                     {"patients", false, "mean of a trial"},
                     {"DLTs"}});
    table.add_row({"none", "", share_cell(summary.none_is_right), share_cell(summary.none_recommended), "",
                   "", "", ""});
    for (const trial::EscalationLevel& level : summary.levels)
        table.add_row({shortened(level.label, label_width), rate_cell(level.dlt_rate),
                       share_cell(level.is_right), share_cell(level.recommended),
                       level.recommended_sd ? base::percent(*level.recommended_sd) : "-",
                       share_cell(level.given), fmt::format("{:.1f}", level.patients),
                       fmt::format("{:.2f}", level.dlts)});
    return block_heading(fmt::format("ESCALATION {}: {} virtual trials", cohort::name_of(design.rule),
                                     base::with_commas(summary.trials)),
                         "%; " + escalation_rule_in_words(design), colour) +
           table.text() +
           fmt::format(
               "  A trial treats {} patients, {} with a DLT (mean, 95% range).\n"
               "  Its MTD is the right level in {}%, a higher one in {}%, a lower one or none in {}%.\n",
               count_cell(summary.patients), count_cell(summary.dlts), share_cell(summary.right),
               share_cell(summary.too_high), share_cell(summary.too_low)) +
           design_in_words(design) +
           fmt::format(
               "  right: share of populations in which it is the highest level with a DLT in at most {}%.\n"
               "  s.d.: of MTD between populations, without chance. Monte-Carlo s.e. of MTD: at most {}.\n"
               "  none: even the lowest level is too toxic. Hypotension from vascular leak is the model's\n"
               "  only toxicity: other DLTs are not seen.\n",
               base::percent(design.target, 0), base::percent(largest_error(summary), 2));
}

std::string escalation_csv(const trial::EscalationSummary& summary) {
    std::string text =
        "level,arm,label,dlt_rate,dlt_rate_lower,dlt_rate_upper,p_right,p_recommended,"
        "p_recommended_mc_standard_error,p_recommended_sd_of_populations,p_given,patients,dlts,note\n";
    const std::string note = base::csv_field(base::simulated_note);
    text += fmt::format("0,,none,,,,{},{},{},,,,,{}\n", csv_number(summary.none_is_right.estimate),
                        csv_number(summary.none_recommended.estimate),
                        csv_number(summary.none_recommended.monte_carlo_standard_error), note);
    int place = 0;
    for (const trial::EscalationLevel& level : summary.levels)
        text += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", ++place, base::csv_field(level.arm),
            base::csv_field(level.label), csv_number(level.dlt_rate.mean),
            csv_number(quantile_at(level.dlt_rate, 0.025)), csv_number(quantile_at(level.dlt_rate, 0.975)),
            csv_number(level.is_right.estimate), csv_number(level.recommended.estimate),
            csv_number(level.recommended.monte_carlo_standard_error), csv_number(level.recommended_sd),
            csv_number(level.given.estimate), level.patients, level.dlts, note);
    return text;
}

}  // namespace twinarm::table
