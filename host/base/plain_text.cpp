// Text of others on a terminal: what cannot be seen there is spelled out.
#include "host/base/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "host/base/utf8.hpp"

namespace twinarm::base {

namespace {

/// Ends the line, turns the direction of other letters, is an order to a terminal, or no character at all.
bool is_never_text(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x2028 && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069) || (code & 0xfffe) == 0xfffe ||
           (code >= 0xfdd0 && code <= 0xfdef);
}

/// The same, and the marks of right-to-left texts: on a terminal they move what stands around them.
bool is_control(std::uint32_t code) {
    return is_never_text(code) || code == 0x61c || code == 0x200e || code == 0x200f;
}

std::string without_controls(std::string_view text, bool keep_lines) {
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const Letter letter = first_letter(text);
        const std::size_t bytes = std::max<std::size_t>(letter.bytes, 1);
        if (letter.bytes == 0)
            plain += fmt::format("\\x{:02x}", std::uint8_t(text[0]));
        else if (is_control(letter.code) && !(keep_lines && letter.code == '\n'))
            plain += letter.code < 0x80 ? fmt::format("\\x{:02x}", letter.code)
                                        : fmt::format("\\u{:04x}", letter.code);
        else
            plain += text.substr(0, bytes);
        text.remove_prefix(bytes);
    }
    return plain;
}

}  // namespace

std::string plain_text(std::string_view text) {
    return without_controls(text, false);
}

bool is_line_of_text(std::string_view text) {
    while (!text.empty()) {
        const Letter letter = first_letter(text);
        if (letter.bytes == 0 || is_never_text(letter.code)) return false;
        text.remove_prefix(letter.bytes);
    }
    return true;
}

std::string markup_text(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        switch (letter) {
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '&':
                escaped += "&amp;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                escaped += letter;
        }
    }
    return escaped;
}

void print_text(std::FILE* stream, std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        std::size_t end = text.size(), after = end;
        for (const std::string_view bold : {"\033[1m", "\033[0m"})
            if (const std::size_t at = text.find(bold); at < end) end = at, after = at + bold.size();
        plain += without_controls(text.substr(0, end), true);
        plain += text.substr(end, after - end);
        text.remove_prefix(after);
    }
    const std::size_t written = std::fwrite(plain.data(), 1, plain.size(), stream);
    if (written < plain.size() && stream != stderr)
        throw std::system_error(errno, std::generic_category(), "standard output");
}

std::string plain_json(std::string_view json) {
    std::string plain;
    plain.reserve(json.size());
    while (!json.empty()) {
        const Letter letter = first_letter(json);
        const std::size_t bytes = std::max<std::size_t>(letter.bytes, 1);
        // Inside of a text; between texts nothing but spaces and line ends can stand.
        if (letter.bytes != 0 && letter.code >= 0x7f && is_control(letter.code))
            plain += fmt::format("\\u{:04x}", letter.code);
        else
            plain += json.substr(0, bytes);
        json.remove_prefix(bytes);
    }
    return plain;
}

}  // namespace twinarm::base
