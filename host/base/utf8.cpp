// UTF-8 decoded by the Unicode standard's table of well-formed byte sequences (3.9, table 3-7).
#include "host/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace twinarm::base {

Letter first_letter(std::string_view text) {
    const auto byte = [&](std::size_t i) { return std::uint32_t(std::uint8_t(text[i])); };
    const std::uint32_t first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t bytes = first >= 0xf0 && first < 0xf5   ? 4
                              : first >= 0xe0 && first < 0xf0 ? 3
                              : first >= 0xc2 && first < 0xe0 ? 2
                                                              : 0;
    if (bytes == 0 || text.size() < bytes) return {};
    std::uint32_t code = first & (0x7fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {};
        code = code << 6 | (byte(i) & 0x3f);
    }
    const bool too_long = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
    if (too_long || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return {};
    return {code, bytes};
}

std::size_t first_not_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t bytes = first_letter(text.substr(at)).bytes;
        if (bytes == 0) return at;
        at += bytes;
    }
    return std::string_view::npos;
}

std::string not_utf8_message(std::string_view text, std::size_t offset) {
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
        return "the encoding is UTF-16, not UTF-8: save it as UTF-8 (in Excel \"CSV UTF-8\")";
    return fmt::format("the encoding is not UTF-8 (byte 0x{:02x}; Latin-1?): save or write it as UTF-8",
                       std::uint8_t(text[offset]));
}

std::size_t letters_in(std::string_view text) {
    std::size_t letters = 0;
    for (; !text.empty(); ++letters) text.remove_prefix(std::max<std::size_t>(first_letter(text).bytes, 1));
    return letters;
}

std::string_view without_byte_order_mark(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    return text;
}

}  // namespace twinarm::base
