// The table of units.
#include "host/toml/units.hpp"

#include <charconv>

#include "host/base/number_text.hpp"

namespace twinarm::toml {

const std::vector<Unit>& unit_table() {
    // A month is 30.4375 days and a year 365.25 days. Factors are exact numbers of the smallest unit wherever
    // that can be, so that 6 wk is exactly 60480 min.
    static const std::vector<Unit> table = {
        {"1", "number", 100},
        {"%", "number", 1},

        {"min", "time", 1},
        {"h", "time", 60},
        {"d", "time", 1440},
        {"wk", "time", 10080},
        {"month", "time", 43830},
        {"year", "time", 525960},
        {"minute", "time", 1, true},
        {"minutes", "time", 1, true},
        {"mins", "time", 1, true},
        {"hr", "time", 60, true},
        {"hrs", "time", 60, true},
        {"hour", "time", 60, true},
        {"hours", "time", 60, true},
        {"day", "time", 1440, true},
        {"days", "time", 1440, true},
        {"wks", "time", 10080, true},
        {"week", "time", 10080, true},
        {"weeks", "time", 10080, true},
        {"mo", "time", 43830, true},
        {"months", "time", 43830, true},
        {"yr", "time", 525960, true},
        {"yrs", "time", 525960, true},
        {"years", "time", 525960, true},

        // per year = 1, so that each is exact but 1/month (= 12) and the rest integers.
        {"1/min", "rate", 525960},
        {"1/h", "rate", 8766},
        {"1/d", "rate", 365.25},
        {"1/wk", "rate", 365.25 / 7},
        {"1/month", "rate", 12},
        {"1/year", "rate", 1},

        {"pM", "concentration", 1},
        {"pmol/L", "concentration", 1},
        {"nM", "concentration", 1e3},
        {"nmol/L", "concentration", 1e3},
        {"uM", "concentration", 1e6},
        {"umol/L", "concentration", 1e6},

        {"ng/mL", "mass concentration", 1},
        {"ug/L", "mass concentration", 1},
        {"ug/mL", "mass concentration", 1e3},
        {"mg/L", "mass concentration", 1e3},
        {"mg/mL", "mass concentration", 1e6},

        {"pmol", "amount", 1},
        {"nmol", "amount", 1e3},
        {"umol", "amount", 1e6},

        {"ug", "mass", 1},
        {"mg", "mass", 1e3},
        {"g", "mass", 1e6},
        {"kg", "mass", 1e9},

        {"IU", "activity", 1},
        {"kIU", "activity", 1e3},
        {"MIU", "activity", 1e6},

        {"pmol/kg", "amount per body weight", 1},
        {"nmol/kg", "amount per body weight", 1e3},

        {"ug/kg", "mass per body weight", 1},
        {"mg/kg", "mass per body weight", 1e3},

        {"IU/kg", "activity per body weight", 1},
        {"kIU/kg", "activity per body weight", 1e3},
        {"MIU/kg", "activity per body weight", 1e6},

        {"pmol/m2", "amount per body surface", 1},
        {"nmol/m2", "amount per body surface", 1e3},

        {"ug/m2", "mass per body surface", 1},
        {"mg/m2", "mass per body surface", 1e3},

        {"IU/m2", "activity per body surface", 1},
        {"kIU/m2", "activity per body surface", 1e3},
        {"MIU/m2", "activity per body surface", 1e6},

        {"IU/mg", "specific activity", 1},
        {"MIU/mg", "specific activity", 1e6},

        {"g/mol", "molar mass", 1},
        {"Da", "molar mass", 1},
        {"kDa", "molar mass", 1e3},

        {"mL", "volume", 1},
        {"L", "volume", 1e3},

        {"mL/h", "clearance", 1},
        {"mL/min", "clearance", 60},
        {"L/h", "clearance", 1e3},
        {"L/d", "clearance", 1e3 / 24},

        {"mm", "length", 1},
        {"cm", "length", 10},

        {"1/cell", "count per cell", 1},

        {"1/uL", "count per volume", 1},
        {"1e6/L", "count per volume", 1},
        {"1e9/L", "count per volume", 1e3},
    };
    return table;
}

const Unit* find_unit(std::string_view text) {
    for (const Unit& unit : unit_table())
        if (text == unit.text) return &unit;
    // As clinics and keyboards write the microgram.
    for (const std::string_view microgram : {"mcg", "\u00b5g", "\u03bcg"})
        if (text.starts_with(microgram)) return find_unit("ug" + std::string(text.substr(microgram.size())));
    // "L/day" is L/d: below the stroke a time has its other spellings, too.
    const std::size_t stroke = text.rfind('/');
    if (stroke == std::string_view::npos) return nullptr;
    const Unit* time = find_unit(text.substr(stroke + 1));
    if (time == nullptr || !time->other_spelling) return nullptr;
    for (const Unit& unit : unit_table())
        if (!unit.other_spelling && std::string_view(unit.dimension) == time->dimension &&
            unit.factor == time->factor)
            return find_unit(std::string(text.substr(0, stroke + 1)) + unit.text);
    return nullptr;
}

std::vector<std::string> units_like(const Unit& unit) {
    std::vector<std::string> names;
    for (const Unit& one : unit_table())
        if (!one.other_spelling && std::string_view(one.dimension) == unit.dimension)
            names.emplace_back(one.text);
    return names;
}

std::optional<Quantity> parse_quantity(std::string_view text) {
    const auto skip_blanks = [&] {
        while (!base::blank_at(text).empty()) text.remove_prefix(base::blank_at(text).size());
    };
    skip_blanks();
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    Quantity quantity{0, {}};
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), quantity.value);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(std::size_t(end - text.data()));
    skip_blanks();
    quantity.unit = std::string(text);
    return quantity;
}

double converted(double value, const Unit& from, const Unit& to) {
    return from.factor == to.factor ? value : value * from.factor / to.factor;
}

}  // namespace twinarm::toml
