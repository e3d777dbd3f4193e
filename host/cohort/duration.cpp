// A length of time as an option gives it.
#include "host/cohort/duration.hpp"

#include <string_view>

#include "host/base/errors.hpp"
#include "host/base/number_text.hpp"
#include "host/toml/units.hpp"

namespace twinarm::cohort {

double hours_in(const std::string& option, const std::string& text) {
    const auto quantity = toml::parse_quantity(text);
    const toml::Unit& hour = *toml::find_unit("h");
    const toml::Unit* unit = quantity ? toml::find_unit(quantity->unit) : nullptr;
    constexpr double longest_h = 1e6;
    if (unit != nullptr && std::string_view(unit->dimension) == hour.dimension) {
        const double hours = toml::converted(quantity->value, *unit, hour);
        if (hours > 0 && hours <= longest_h) return hours;
    }
    const std::string comma = base::separator_message(text);
    throw base::UsageError(option + " " + text + ": " +
                           (!comma.empty()
                                ? comma
                                : "not a time\n  Give a number and a unit: min, h, d, wk, month or "
                                  "year, for instance \"7 d\"."));
}

}  // namespace twinarm::cohort
