// Names such as a.b.c that are too long for the TOML parser.
#pragma once

#include <string_view>

namespace twinarm {

/// The first line with more than 100 dots outside of texts and comments, or 0. toml++ makes a table of each
/// name in a.b.c and takes them down by recursion: a line with 100,000 of them would end the program.
int line_of_long_name(std::string_view toml_text);

}  // namespace twinarm
