// Single cells of the result table: a number with what makes it readable.
#include "host/table/cells.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/base/number_text.hpp"

namespace twinarm::table {

double quantile_at(const trial::TrialDistribution& distribution, double p) {
    for (const statistics::Quantile& quantile : distribution.quantiles)
        if (std::abs(quantile.p - p) < 1e-9) return quantile.value;
    return std::nan("");
}

std::string rate_cell(const statistics::PopulationRate& rate) {
    return rate.estimate ? base::percent(*rate.estimate) : "-";
}

std::string median_cell(const trial::TrialDistribution& distribution) {
    return base::percent(quantile_at(distribution, 0.5));
}

std::string range_cell(const trial::TrialDistribution& distribution) {
    if (distribution.quantiles.empty()) return "-";
    return base::percent(quantile_at(distribution, 0.025)) + " to " +
           base::percent(quantile_at(distribution, 0.975));
}

std::string spread_cell(const statistics::Spread& spread, double scale, int digits) {
    if (spread.patients == 0) return "-";
    const auto number = [&](double value) {
        const std::string text = fmt::format("{:.{}f}", value * scale, digits);
        return text.find_first_not_of("-0.") == std::string::npos && text[0] == '-' ? text.substr(1) : text;
    };
    return number(spread.p50) + " (" + number(spread.p10) + " to " + number(spread.p90) + ")";
}

bool open_limits(const statistics::SurvivalSummary& survival) {
    return survival.median_days && !(survival.median_lower_days && survival.median_upper_days);
}

std::string survival_cell(const statistics::SurvivalSummary& survival) {
    if (survival.patients == 0) return "-";
    const auto months = [](const std::optional<double>& days) {
        return days ? fmt::format("{:.1f}", *days / statistics::days_per_month) : std::string("NR");
    };
    if (!survival.median_days)
        return fmt::format("not reached (follow-up {})", months(survival.follow_up_days));
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
        "  {}: a trial goes on where at least {} of the first {} respond ({}% of trials);\n"
        "  in those, {}% of evaluable patients respond (95% range {}).\n",
        arm, gate.responders, gate.patients, gate.pass.estimate ? base::percent(*gate.pass.estimate) : "-",
        median_cell(gate.orr_evaluable), range_cell(gate.orr_evaluable));
}

}  // namespace twinarm::table
