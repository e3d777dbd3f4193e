// What toml++ cannot be given, found before it reads.
#pragma once

#include <string_view>

namespace twinarm::toml {

/// The first such line, or 0, and what is wrong with it.
struct UnreadableLine {
    int line = 0;
    const char* why = "";
};

/// Outside of texts and comments, more than 100 dots in a line, or a character that is not ASCII. toml++
/// makes a table of each name in a.b.c and takes them down by recursion: a line with 100,000 of them would
/// end the program. Asked whether an e with an accent is a space, its version 3.3 reaches what it calls
/// unreachable.
UnreadableLine unreadable_line(std::string_view toml_text);

}  // namespace twinarm::toml
