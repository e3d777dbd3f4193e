// Text from files on a terminal and in markup: what would take effect there is spelled out.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

namespace twinarm::base {

/// `text` with control characters (ESC, line ends and tabs too), bidirectional controls and bytes that are no
/// UTF-8 spelled out: "\x1b", "\u202e". Other text comes back as it is.
std::string plain_text(std::string_view text);

/// Whether it is UTF-8 without control characters, ends of line, signs that turn the direction of other
/// letters, and codes that are no characters: what every file and format can hold.
bool is_line_of_text(std::string_view text);

/// Text as it stands in HTML and XML, in attributes too.
std::string markup_text(std::string_view text);

/// Prints lines of this program, the texts of others within made plain: only line ends and this program's own
/// bold pass. On standard error what cannot be printed is lost; elsewhere std::system_error is thrown.
void print_text(std::FILE* stream, std::string_view text);

/// Prints a message of this program on standard error.
template <class... Values>
void print_message(fmt::format_string<Values...> format, Values&&... values) {
    print_text(stderr, fmt::format(format, std::forward<Values>(values)...));
}

/// JSON that means the same, without a control or bidirectional character.
std::string plain_json(std::string_view json);

}  // namespace twinarm::base
