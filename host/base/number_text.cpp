// Numbers as people read them.
#include "host/base/number_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace twinarm::base {

std::string with_commas(std::uint64_t number) {
    const std::string digits = fmt::format("{}", number);
    std::string text;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        if (at != 0 && (digits.size() - at) % 3 == 0) text += ',';
        text += digits[at];
    }
    return text;
}

std::string percent(double fraction, int digits) {
    if (!std::isfinite(fraction)) return "-";
    return fmt::format("{:.{}f}", 100 * fraction, digits);
}

std::string bytes_in_words(double bytes) {
    const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    for (; bytes >= 999.5 && unit < 4; ++unit) bytes /= 1000;
    return unit == 0 ? fmt::format("{:.0f} B", bytes)
                     : fmt::format("{:.{}f} {}", bytes, bytes < 9.95 ? 1 : 0, units[unit]);
}

}  // namespace twinarm::base
