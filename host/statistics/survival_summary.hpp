// What a Kaplan-Meier estimate says, as plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/statistics/estimate.hpp"

namespace twinarm::statistics {

inline constexpr double days_per_month = 30.4375;
inline constexpr double landmark_months[] = {6, 12, 24, 36, 48, 60};

/// One step of a Kaplan-Meier curve. Limits are 95%, log(-log); unset where the variance is undefined (S =
/// 0).
struct SurvivalPoint {
    double day;
    std::uint64_t at_risk;
    std::uint64_t events;
    double survival;  ///< just after `day`
    std::optional<Interval> limits;
};

struct Landmark {
    double months;
    std::optional<double> survival;  ///< unset where follow-up ends more than a week earlier
    std::optional<Interval> limits;
};

/// Kaplan-Meier over the simulated population, daily resolution.
struct SurvivalSummary {
    std::uint64_t patients = 0;
    std::uint64_t events = 0;
    std::optional<double> median_days;                           ///< unset: not reached
    std::optional<double> median_lower_days, median_upper_days;  ///< Brookmeyer-Crowley, log(-log)
    double follow_up_days = 0;                                   ///< longest observation
    std::optional<double> median_follow_up_days;                 ///< reverse Kaplan-Meier
    std::vector<Landmark> landmarks;                             ///< at landmark_months
    std::vector<SurvivalPoint> curve;                            ///< days with an event
};

}  // namespace twinarm::statistics
