// Text of others on a terminal: what cannot be seen there is spelled out, so that it moves nothing.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace twinarm::base {

/// `text` with control characters (ESC, line ends and tabs too), bidirectional controls and bytes that are no
/// UTF-8 spelled out: "\x1b", "\u202e". Other text comes back as it is.
std::string plain_text(std::string_view text);

/// Prints lines of this program, the texts of others within made plain: only line ends and this program's own
/// bold pass.
void print_text(std::FILE* stream, std::string_view text);

/// JSON that means the same, without a control or bidirectional character.
std::string plain_json(std::string_view json);

}  // namespace twinarm::base
