// The values that [design] varies.
#include "host/cohort/design.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "host/toml/units.hpp"

namespace twinarm::cohort {

std::size_t Design::combinations() const {
    std::size_t all = 1;
    for (const DesignVary& one : vary)
        if (one.is_list()) all *= one.values.size();
    return all;
}

namespace {

/// Times of doses are whole minutes.
bool is_time_of_regimen(const DesignVary& vary) {
    const toml::Unit* unit = vary.path.starts_with("regimen.") ? toml::find_unit(vary.unit) : nullptr;
    return unit != nullptr && std::string_view(unit->dimension) == "time";
}

}  // namespace

std::string value_at(const DesignVary& vary, double unit) {
    const double value = vary.logarithmic ? vary.low * std::pow(vary.high / vary.low, unit)
                                          : vary.low + (vary.high - vary.low) * unit;
    // Digits are rounded, the ends are not: no value lies outside of its range.
    const std::string number = unit <= 0   ? fmt::format("{}", vary.low)
                               : unit >= 1 ? fmt::format("{}", vary.high)
                                           : fmt::format("{:.3g}", value);
    if (is_time_of_regimen(vary) && unit > 0 && unit < 1)
        return fmt::format("{} min", std::llround(toml::converted(value, *toml::find_unit(vary.unit),
                                                                  *toml::find_unit("min"))));
    return vary.unit.empty() ? number : number + ' ' + vary.unit;
}

toml::Setting setting_of(const DesignVary& vary, const std::string& value) {
    return {vary.path + "=" + value, vary.place};
}

}  // namespace twinarm::cohort
