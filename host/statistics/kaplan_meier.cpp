// Kaplan-Meier estimate with Greenwood's variance, log(-log) limits and the Brookmeyer-Crowley median.
#include "host/statistics/kaplan_meier.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "host/statistics/median_of_steps.hpp"
#include "host/statistics/proportion.hpp"

namespace twinarm::statistics {
namespace {

constexpr double visit_window_days = 7;  ///< a year of 52 weeks ends 1.25 d before 12 months

std::optional<Interval> log_log_limits(double survival, double variance_sum, double z) {
    if (survival <= 0 || survival >= 1) return std::nullopt;
    const double spread = z * std::sqrt(variance_sum) / std::abs(std::log(survival));
    return Interval{std::pow(survival, std::exp(spread)), std::pow(survival, std::exp(-spread))};
}

/// First day at which `value` of a point is at most 1/2; unset where it never is.
template <class Value>
std::optional<std::size_t> first_at_half(const std::vector<SurvivalPoint>& curve, Value value) {
    for (std::size_t i = 0; i < curve.size(); ++i)
        if (const std::optional<double> v = value(curve[i]); v && *v <= half_survival) return i;
    return std::nullopt;
}

std::optional<double> median_of(const std::vector<SurvivalPoint>& curve) {
    MedianOfSteps median;
    for (const SurvivalPoint& point : curve) median.step(point.day, point.survival);
    return median.value();
}

/// Median of the time to censoring, events taken as censorings of it.
std::optional<double> median_follow_up(const std::vector<SurvivalTime>& times, std::uint64_t patients) {
    std::vector<SurvivalPoint> curve;
    std::uint64_t at_risk = patients;
    double survival = 1;
    for (const SurvivalTime& time : times) {
        at_risk -= time.events;
        if (time.censored > 0) {
            survival *= 1 - double(time.censored) / double(at_risk);
            curve.push_back({time.day, at_risk, time.censored, survival, std::nullopt});
        }
        at_risk -= time.censored;
    }
    return median_of(curve);
}

}  // namespace

SurvivalSummary kaplan_meier_of_counts(const std::vector<SurvivalTime>& times) {
    const double z = two_sided_normal_quantile(0.95);
    SurvivalSummary summary;
    for (const SurvivalTime& time : times) {
        summary.patients += time.events + time.censored;
        summary.events += time.events;
        if (time.events + time.censored > 0) summary.follow_up_days = time.day;
    }
    std::uint64_t at_risk = summary.patients;
    double survival = 1;
    double variance_sum = 0;
    for (const SurvivalTime& time : times) {
        if (time.events > 0) {
            const double n = double(at_risk);
            const double d = double(time.events);
            survival *= (n - d) / n;
            variance_sum += d / (n * (n - d));
            summary.curve.push_back(
                {time.day, at_risk, time.events, survival, log_log_limits(survival, variance_sum, z)});
        }
        at_risk -= time.events + time.censored;
    }
    summary.median_days = median_of(summary.curve);
    const auto day_of = [&](std::optional<std::size_t> at) {
        return at ? std::optional(summary.curve[*at].day) : std::nullopt;
    };
    // Where S = 0 has no limits, its lower one can only be 0: the lower limit of a median is never after it.
    summary.median_lower_days = day_of(first_at_half(summary.curve, [](const SurvivalPoint& point) {
        return std::optional(point.limits ? point.limits->lower : 0.0);
    }));
    summary.median_upper_days = day_of(first_at_half(summary.curve, [](const SurvivalPoint& point) {
        return point.limits ? std::optional(point.limits->upper) : std::nullopt;
    }));
    summary.median_follow_up_days = median_follow_up(times, summary.patients);
    for (const double months : landmark_months)
        summary.landmarks.push_back(survival_at(summary, months * days_per_month, visit_window_days));
    return summary;
}

SurvivalSummary kaplan_meier(const std::vector<TimeToEvent>& observations) {
    std::vector<TimeToEvent> sorted = observations;
    std::sort(sorted.begin(), sorted.end(),
              [](const TimeToEvent& a, const TimeToEvent& b) { return a.day < b.day; });
    std::vector<SurvivalTime> times;
    for (const TimeToEvent& one : sorted) {
        if (times.empty() || times.back().day < one.day) times.push_back({one.day, 0, 0});
        ++(one.event ? times.back().events : times.back().censored);
    }
    return kaplan_meier_of_counts(times);
}

Landmark survival_at(const SurvivalSummary& summary, double day, double grace_days) {
    Landmark landmark{day / days_per_month, std::nullopt, std::nullopt};
    if (summary.patients == 0) return landmark;
    const auto after = std::upper_bound(summary.curve.begin(), summary.curve.end(), day,
                                        [](double d, const SurvivalPoint& point) { return d < point.day; });
    const SurvivalPoint* last = after == summary.curve.begin() ? nullptr : &*(after - 1);
    const bool known = day <= summary.follow_up_days + grace_days || (last && last->survival <= 0);
    if (!known) return landmark;
    landmark.survival = last ? last->survival : 1;
    if (last) landmark.limits = last->limits;
    return landmark;
}

std::uint64_t patients_of(const std::vector<SurvivalTime>& times) {
    std::uint64_t patients = 0;
    for (const SurvivalTime& time : times) patients += time.events + time.censored;
    return patients;
}

std::vector<SurvivalTime> sum_of(const std::vector<SurvivalTime>& a, const std::vector<SurvivalTime>& b) {
    std::vector<SurvivalTime> sorted;
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(sorted),
               [](const SurvivalTime& one, const SurvivalTime& other) { return one.day < other.day; });
    std::vector<SurvivalTime> times;
    for (const SurvivalTime& time : sorted) {
        if (times.empty() || times.back().day < time.day) times.push_back({time.day, 0, 0});
        times.back().events += time.events;
        times.back().censored += time.censored;
    }
    return times;
}

void DailySurvival::add(double hours, bool event) {
    const double nearest = std::floor(hours / 24 + 0.5);
    const auto day = std::size_t(std::clamp(nearest, 0.0, double(last_day)));
    ++(event ? at(day).events : at(day).censored);
}

void DailySurvival::add(const SurvivalTime& day) {
    SurvivalTime& same = at(std::size_t(day.day));
    same.events += day.events;
    same.censored += day.censored;
}

void DailySurvival::add(const DailySurvival& other) {
    for (const SurvivalTime& day : other.days_) add(day);
}

SurvivalTime& DailySurvival::at(std::size_t day) {
    while (days_.size() <= day) days_.push_back({double(days_.size()), 0, 0});
    return days_[day];
}

std::vector<SurvivalTime> DailySurvival::times() const {
    std::vector<SurvivalTime> times;
    for (const SurvivalTime& day : days_)
        if (day.events + day.censored > 0) times.push_back(day);
    return times;
}

SurvivalSummary DailySurvival::summarise() const {
    return kaplan_meier_of_counts(days_);
}

}  // namespace twinarm::statistics
