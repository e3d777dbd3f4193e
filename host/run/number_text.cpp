// Numbers as people read them.
#include "host/run/number_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace twinarm {

std::string with_commas(std::uint64_t number) {
    std::string digits = fmt::format("{}", number);
    for (int at = int(digits.size()) - 3; at > 0; at -= 3) digits.insert(std::size_t(at), ",");
    return digits;
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

}  // namespace twinarm
