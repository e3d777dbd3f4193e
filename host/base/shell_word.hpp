// A word of a command line that a user copies: a name is the same name there, and never a command.
#pragma once

#include <string>

namespace twinarm::base {

/// The text as a POSIX shell reads it as one word: as it is where no letter of it means anything to a shell,
/// else in single quotes.
std::string shell_word(const std::string& text);

}  // namespace twinarm::base
