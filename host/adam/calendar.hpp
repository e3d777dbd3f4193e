// Days and dates of a simulated trial. The model has days and no dates; ADaM wants dates, too. Every subject
// has day 1 on the same fictitious date.
#pragma once

#include "host/adam/column_facts.hpp"

namespace twinarm::adam {

/// The date of day 1, assumed; the notes of every file say so.
inline constexpr Date reference_date{10957};
inline constexpr const char* reference_date_text = "2000-01-01";

/// Day of treatment of a time in hours; the first day is 1.
inline std::int32_t analysis_day(double hours) {
    return std::int32_t(hours / 24) + 1;
}
/// The date of that day.
inline Date date_of(double hours) {
    return {reference_date.days + analysis_day(hours) - 1};
}

}  // namespace twinarm::adam
