// Kaplan-Meier estimate with Greenwood's variance, log(-log) limits and the Brookmeyer-Crowley median.
#pragma once

#include <cstdint>
#include <vector>

#include "host/statistics/survival_summary.hpp"

namespace twinarm::statistics {

/// What happened at one time. Events come before censorings at the same time.
struct SurvivalTime {
    double day;
    std::uint64_t events;
    std::uint64_t censored;
};

/// One observation: time of the event, or until when none was seen.
struct TimeToEvent {
    double day;
    bool event;
};

/// S(t) = prod (1 - d/n); variance by Greenwood: S^2 sum d / (n (n - d)).
/// Limits: S^exp(+-z s), s = sqrt(sum d / (n (n - d))) / |ln S|, symmetric in ln(-ln S).
/// Median: MedianOfSteps; its limits are the first times at which the lower and the upper limit of S are
/// <= 1/2. Source: Kalbfleisch & Prentice 1980; Brookmeyer & Crowley 1982, Biometrics 38:29. `times` in
/// ascending order, each time once.
SurvivalSummary kaplan_meier_of_counts(const std::vector<SurvivalTime>& times);

/// The same from single observations in any order.
SurvivalSummary kaplan_meier(const std::vector<TimeToEvent>& observations);

/// S just after `day`; unset after the last observation plus `grace_days` unless the curve has reached 0.
Landmark survival_at(const SurvivalSummary& summary, double day, double grace_days = 0);

/// Events and censorings together.
std::uint64_t patients_of(const std::vector<SurvivalTime>& times);

/// What happened in two groups of patients, each in ascending order.
std::vector<SurvivalTime> sum_of(const std::vector<SurvivalTime>& a, const std::vector<SurvivalTime>& b);

/// Counts of events and censorings by day: memory that does not grow with the number of patients.
/// A time belongs to its nearest day.
class DailySurvival {
  public:
    static constexpr int last_day = 36525;  ///< later times count as this day

    void add(double hours, bool event);
    void add(const DailySurvival& other);
    /// A whole day, up to last_day.
    void add(const SurvivalTime& day);

    std::uint64_t patients() const { return patients_of(days_); }
    /// The days on which anything happened.
    std::vector<SurvivalTime> times() const;
    SurvivalSummary summarise() const;

  private:
    SurvivalTime& at(std::size_t day);

    std::vector<SurvivalTime> days_;  ///< index = day
};

}  // namespace twinarm::statistics
