// Single cells of the result table: a number with what makes it readable.
#include "host/table/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/number_text.hpp"

namespace twinarm::table {

namespace {

double quantile_of(const std::vector<statistics::Quantile>& quantiles, double p) {
    for (const statistics::Quantile& quantile : quantiles)
        if (std::abs(quantile.p - p) < 1e-9) return quantile.value;
    return std::nan("");
}

}  // namespace

double quantile_at(const trial::TrialDistribution& distribution, double p) {
    return quantile_of(distribution.quantiles, p);
}

double quantile_at(const statistics::PopulationDistribution& distribution, double p) {
    return quantile_of(distribution.quantiles, p);
}

std::string rate_cell(const statistics::PopulationRate& rate) {
    return rate.estimate ? base::percent(*rate.estimate) : "-";
}

std::string error_cell(const std::optional<double>& standard_error,
                       const std::optional<statistics::Interval>& limits) {
    if (standard_error) return base::percent(*standard_error, 2);
    return limits ? base::percent(limits->lower) + " to " + base::percent(limits->upper) : "-";
}

std::string median_cell(const trial::TrialDistribution& distribution) {
    return base::percent(quantile_at(distribution, 0.5));
}

bool all_agree(const std::vector<statistics::Quantile>& quantiles, double mean) {
    if (quantiles.empty()) return false;
    const double lowest = quantiles.front().value, highest = quantiles.back().value;
    return lowest == highest && (lowest == 0 || std::abs(lowest) == 1) && std::abs(mean - lowest) < 1e-12;
}

std::string range_note(const std::vector<const trial::TrialDistribution*>& shown) {
    const bool any = std::any_of(shown.begin(), shown.end(), [](const trial::TrialDistribution* one) {
        return one->trials > 0 && range_cell(*one) == "-";
    });
    return any ? "  95% range -: of one trial; or nobody (or everybody) responds in any of them, as in the\n"
                 "  simulated patients that they are drawn from, whose exact limits say what is left open.\n"
               : "";
}

std::string range_cell(const trial::TrialDistribution& distribution) {
    const double lower = quantile_at(distribution, 0.025), upper = quantile_at(distribution, 0.975);
    if (!std::isfinite(lower) || !std::isfinite(upper)) return "-";  // one trial has no range
    if (all_agree(distribution.quantiles, distribution.mean)) return "-";
    return base::percent(lower) + " to " + base::percent(upper);
}

std::string percent_range_cell(const trial::PredictiveRange& range) {
    if (!range.lower || !range.upper || *range.lower == *range.upper) return "-";
    return base::percent(*range.lower) + " to " + base::percent(*range.upper);
}

std::string spread_cell(const statistics::Spread& spread, double scale, int digits) {
    if (spread.patients == 0) return "-";
    const auto number = [&](double value) {
        const std::string text = fmt::format("{:.{}f}", value * scale, digits);
        return text.find_first_not_of("-0.") == std::string::npos && text[0] == '-' ? text.substr(1) : text;
    };
    return number(spread.p50) + " (" + number(spread.p10) + " to " + number(spread.p90) + ")";
}

namespace {

/// Whether a limit of a median that is reached is not.
bool has_open_limits(const statistics::SurvivalSummary& survival) {
    return survival.median_days && !(survival.median_lower_days && survival.median_upper_days);
}

constexpr const char* one_visit = "one visit";

std::string months(const std::optional<double>& days) {
    return days ? fmt::format("{:.1f}", *days / statistics::days_per_month) : std::string("NR");
}

/// Whether both limits are the median: between two visits nothing is seen.
bool has_one_visit(const statistics::SurvivalSummary& survival) {
    return survival.median_days && survival.median_lower_days == survival.median_days &&
           survival.median_upper_days == survival.median_days;
}

}  // namespace

std::string landmark_cell(const statistics::SurvivalSummary& survival, double months) {
    for (const statistics::Landmark& landmark : survival.landmarks)
        if (landmark.months == months && landmark.survival) return base::percent(*landmark.survival);
    return "-";
}

std::string months_cell(double days) {
    return std::isfinite(days) ? months(days) : months({});
}

std::string survival_notes(const std::vector<const statistics::SurvivalSummary*>& shown) {
    const auto any = [&](bool (*is)(const statistics::SurvivalSummary&)) {
        return std::any_of(shown.begin(), shown.end(), [&](const auto* one) { return is(*one); });
    };
    std::string notes = any(has_open_limits) ? "  NR: not reached.\n" : "";
    if (any(has_one_visit))
        notes +=
            "  one visit: both ends of the limits are the median itself. Events are dated to visits: what "
            "is\n"
            "  finer than the time between two visits cannot be estimated.\n";
    return notes;
}

std::string survival_cell(const statistics::SurvivalSummary& survival) {
    if (survival.patients == 0) return "-";
    if (!survival.median_days)
        return fmt::format("not reached (follow-up {})", months(survival.follow_up_days));
    if (has_one_visit(survival)) return months(survival.median_days) + " (" + one_visit + ")";
    return fmt::format("{} ({} to {})", months(survival.median_days), months(survival.median_lower_days),
                       months(survival.median_upper_days));
}

std::string probability_cell(const statistics::TrialProbability& probability) {
    return probability.estimate ? fmt::format("{:.3f}", *probability.estimate) : "-";
}

std::string limits_cell(double rate, const statistics::Interval& limits) {
    return base::percent(rate) + " (" + base::percent(limits.lower) + " to " + base::percent(limits.upper) +
           ")";
}

std::string gate_line(const std::string& arm, const trial::GateSummary& gate) {
    return fmt::format(
        "  {}: a trial goes on where at least {} of the first {} respond ({});\n"
        "  in those, {}% of evaluable patients respond (95% range {}).\n",
        arm, gate.responders, gate.patients,
        gate.pass.estimate ? base::percent(*gate.pass.estimate) + "% of trials"
                           : "how often: not known from one trial",
        median_cell(gate.orr_evaluable), range_cell(gate.orr_evaluable));
}

}  // namespace twinarm::table
