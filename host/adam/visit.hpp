// What a scan is called in a table of records.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace twinarm::adam {

/// "Baseline", "Week 6", or "Day 45" where a scan is not in whole weeks.
inline std::string visit_name(int scan, double hours) {
    if (scan == 0) return "Baseline";
    const double days = hours / 24;
    return std::fmod(days, 7) == 0 ? fmt::format("Week {}", days / 7) : fmt::format("Day {}", days);
}

/// The same as a number [wk]: one for each name, also of arms with other visits.
inline double visit_number(double hours) {
    return hours / (7 * 24);
}

}  // namespace twinarm::adam
