// Numbers for people to read, and as people write them.
#include "host/base/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

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

std::string all_digits(double number) {
    const std::string exact = fmt::format("{}", number), rounded = fmt::format("{:.15g}", number);
    return rounded.size() + 3 < exact.size() ? rounded : exact;
}

std::string bytes_in_words(double bytes) {
    const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    int unit = 0;
    for (; bytes >= 999.5 && unit < 4; ++unit) bytes /= 1000;
    return unit == 0 ? fmt::format("{:.0f} B", bytes)
                     : fmt::format("{:.{}f} {}", bytes, bytes < 9.95 ? 1 : 0, units[unit]);
}

std::string duration_in_words(double seconds) {
    if (!(seconds < 360000000.0)) return "very long";
    if (seconds < 10) return fmt::format("{:.1f} s", seconds);
    const auto whole = static_cast<long long>(std::llround(seconds));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string_view blank_at(std::string_view text) {
    // The no-break spaces are those that web pages, PDF files and word processors put into numbers.
    for (const std::string_view blank : {" ", "\t", "\u00a0", "\u2007", "\u2009", "\u202f"})
        if (text.starts_with(blank)) return blank;
    return {};
}

namespace {

std::string with_plain_blanks(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const std::string_view blank = blank_at(text);
        plain += blank.empty() ? text[0] : ' ';
        text.remove_prefix(std::max<std::size_t>(blank.size(), 1));
    }
    return plain;
}

}  // namespace

std::string separator_message(std::string_view written, bool whole) {
    const std::string blanks = with_plain_blanks(written);
    const std::string_view text = blanks;
    const std::size_t start = text.find_first_of("0123456789");
    if (start == std::string_view::npos ||
        text.substr(0, start).find_first_not_of(" \t+-") != std::string_view::npos)
        return "";
    const auto group_at = [&](std::size_t from) {
        std::size_t end = from;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
        return text.substr(from, end - from);
    };
    std::vector<std::string_view> groups = {group_at(start)};
    std::string separators;
    std::size_t at = start + groups.front().size();
    while (at + 1 < text.size()) {
        const std::string_view group = group_at(at + 1);
        // Digits after a blank may belong to a unit, as in 1e9/L.
        const bool mark = text[at] == ',' || text[at] == '.';
        const bool between_thousands = std::string_view(" '_").find(text[at]) != std::string_view::npos;
        if (group.empty() || !(mark || (between_thousands && group.size() == 3))) break;
        separators += text[at];
        groups.push_back(group);
        at += 1 + group.size();
    }
    if (separators.empty() || separators == ".") return "";
    const std::string given(text.substr(start, at - start));
    std::string plain;
    for (const std::string_view group : groups) plain += group;
    const bool one_sign = separators.find_first_not_of(separators[0]) == std::string::npos;
    const bool thousands =
        one_sign && groups[0] != "0" && groups[0].size() <= 3 &&
        std::all_of(groups.begin() + 1, groups.end(), [](auto group) { return group.size() == 3; });
    if (whole && !thousands) return "";
    const std::string decimal =
        plain.substr(0, plain.size() - groups.back().size()) + "." + std::string(groups.back());
    if (separators == "," && thousands && !whole)
        return fmt::format(
            "`{}` has a comma: write {} where it stands between thousands, {} where it is a decimal comma",
            given, plain, decimal);
    if (thousands) return fmt::format("`{}` has signs between its thousands: write {}", given, plain);
    if (one_sign && separators.size() > 1) return "";  // 1.2.3 is no number
    return fmt::format("`{}` has a {}comma: write {}", given, separators == "," ? "decimal " : "", decimal);
}

std::string whole_number_digits(const std::string& text) {
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value);
    const bool whole = error == std::errc() && rest == end && value == std::trunc(value);
    const std::string mantissa = text.substr(0, text.find_first_of("eE"));
    const auto digits =
        std::count_if(mantissa.begin(), mantissa.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    // Up to 15 digits and 10^22 the double is the number that was written.
    if (!whole || text.find_first_of(".eE") == std::string::npos || digits > 15 || !(std::abs(value) <= 1e22))
        return text;
    return fmt::format("{:.0f}", value);
}

}  // namespace twinarm::base
