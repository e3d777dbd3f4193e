// Lines that toml++ cannot read, found before it does.
#pragma once

#include <string_view>

namespace twinarm::toml {

/// The first such line, or 0, and what is wrong with it.
struct UnreadableLine {
    int line = 0;
    const char* why = "";
};

/// Outside of texts and comments, a key with more than 100 dots, or a character that is not ASCII. toml++
/// makes a table of each name in a.b.c and destroys them by recursion: a line with 100,000 of them would
/// end the program. For an accented e that may be a space, its version 3.3 reaches what it calls
/// unreachable.
UnreadableLine unreadable_line(std::string_view toml_text);

}  // namespace twinarm::toml
