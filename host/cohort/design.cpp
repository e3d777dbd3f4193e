// The values that [design] varies.
#include "host/cohort/design.hpp"

#include <fmt/format.h>

#include <cmath>

namespace twinarm::cohort {

std::size_t Design::combinations() const {
    std::size_t all = 1;
    for (const DesignVary& one : vary)
        if (one.is_list()) all *= one.values.size();
    return all;
}

std::string value_at(const DesignVary& vary, double unit) {
    const double value = vary.logarithmic ? vary.low * std::pow(vary.high / vary.low, unit)
                                          : vary.low + (vary.high - vary.low) * unit;
    // Digits are rounded, the ends are not: no value lies outside of its range.
    const std::string number = unit <= 0   ? fmt::format("{}", vary.low)
                               : unit >= 1 ? fmt::format("{}", vary.high)
                                           : fmt::format("{:.3g}", value);
    return vary.unit.empty() ? number : number + ' ' + vary.unit;
}

toml::Setting setting_of(const DesignVary& vary, const std::string& value) {
    return {vary.path + "=" + value, vary.place};
}

}  // namespace twinarm::cohort
