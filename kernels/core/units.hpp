// Units of time: all rates of the model are per hour.
#pragma once

namespace twinarm {

inline constexpr double hours_per_day = 24;

}  // namespace twinarm
