// The numbers of an arm that a sweep shows and a design aims at.
#include "host/trial/arm_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/base/number_text.hpp"
#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"

namespace twinarm::trial {
namespace {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

ColumnValue share(std::uint64_t count, const SweepCounts& counts) {
    const std::uint64_t of = counts.outcomes.completed;
    if (of == 0) return {};
    const double p = double(count) / double(of);
    return {p, statistics::unbiased_variance(p, of), double(of)};
}

/// Its variance from the Brookmeyer-Crowley limits, as if the median were normal.
ColumnValue median_months(const std::vector<statistics::SurvivalTime>& times) {
    const statistics::SurvivalSummary curve = statistics::kaplan_meier_of_counts(times);
    if (curve.patients == 0) return {};
    if (!curve.median_days) return {infinite, not_known, 0};
    const double months = *curve.median_days / statistics::days_per_month;
    if (!curve.median_lower_days || !curve.median_upper_days) return {months, not_known, 0};
    const double width = (*curve.median_upper_days - *curve.median_lower_days) / statistics::days_per_month;
    const double error = width / 2 / statistics::two_sided_normal_quantile(0.95);
    return {months, error > 0 ? error * error : not_known, 0};
}

/// S at a landmark with Greenwood's variance, S^2 sum d / (n (n - d)).
ColumnValue alive_at(const std::vector<statistics::SurvivalTime>& times, std::size_t landmark) {
    const statistics::SurvivalSummary curve = statistics::kaplan_meier_of_counts(times);
    if (landmark >= curve.landmarks.size() || !curve.landmarks[landmark].survival) return {};
    const double s = *curve.landmarks[landmark].survival;
    double sum = 0;
    for (const statistics::SurvivalPoint& point : curve.curve)
        if (point.day <= curve.landmarks[landmark].months * statistics::days_per_month &&
            point.at_risk > point.events)
            sum += double(point.events) / (double(point.at_risk) * double(point.at_risk - point.events));
    return {s, s * s * sum, 0};
}

/// In the order of cohort::arm_column_names.
std::vector<ArmColumn> made_columns() {
    return {{"ORR, %", "objective response rate (CR + PR)",
             [](const SweepCounts& c) { return share(c.outcomes.responders(), c); }},
            {"CR, %", "complete response rate",
             [](const SweepCounts& c) { return share(c.outcomes.responses[std::size_t(Response::CR)], c); }},
            {"DCR, %", "disease control rate",
             [](const SweepCounts& c) { return share(c.outcomes.disease_control, c); }},
            {"grade 3+, %", "patients with hypotension of grade 3 or more",
             [](const SweepCounts& c) { return share(c.outcomes.severe(), c); }},
            {"PFS, mo", "median progression-free survival in months",
             [](const SweepCounts& c) { return median_months(c.pfs()); }},
            {"OS, mo", "median overall survival in months",
             [](const SweepCounts& c) { return median_months(c.os()); }},
            {"PFS 6 mo, %", "without progression at 6 months",
             [](const SweepCounts& c) { return alive_at(c.pfs(), 0); }},
            {"OS 12 mo, %", "alive at 12 months", [](const SweepCounts& c) { return alive_at(c.os(), 1); }}};
}

}  // namespace

const std::vector<ArmColumn>& arm_columns() {
    static const std::vector<ArmColumn> columns = [] {
        std::vector<ArmColumn> made = made_columns();
        for (std::size_t c = 0; c < made.size(); ++c) {
            made[c].name = cohort::arm_column_names[c].name;
            made[c].is_share = cohort::arm_column_names[c].is_share;
        }
        return made;
    }();
    return columns;
}

std::vector<statistics::PopulationValue> column_values(const ArmColumn& column,
                                                       const std::vector<const SweepCounts*>& counts,
                                                       const std::vector<double>& weights) {
    std::vector<statistics::PopulationValue> values;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const ColumnValue one = column.of(*counts[k]);
        if (one.value) values.push_back({k, weights[k], *one.value, one.variance, one.patients});
    }
    return values;
}

ColumnResult column_over(const std::vector<statistics::PopulationValue>& values, bool is_share) {
    const statistics::PopulationDistribution over =
        is_share ? statistics::rates_over_populations(values) : statistics::over_populations(values);
    ColumnResult result{over.mean, over.monte_carlo_standard_error, over.limits, {}};
    if (values.size() == 1 && is_share && values[0].patients > 0 && result.standard_error)
        *result.standard_error *= std::sqrt(1 - 1 / values[0].patients);  // as every rate of one population
    if (values.size() < 2) return result;
    const std::vector<double> own = statistics::own_values(values);
    std::vector<double> weights;
    for (const statistics::PopulationValue& one : values) weights.push_back(one.weight);
    result.range = {statistics::weighted_quantile(own, weights, 0.025),
                    statistics::weighted_quantile(own, weights, 0.975)};
    return result;
}

std::string column_text(const ArmColumn& column, const std::optional<double>& value) {
    if (!value) return "-";
    if (std::isinf(*value)) return "NR";
    return column.is_share ? base::percent(*value) : fmt::format("{:.1f}", *value);
}

}  // namespace twinarm::trial
