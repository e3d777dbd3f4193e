// A word of a command line.
#include "host/base/shell_word.hpp"

#include <algorithm>
#include <string_view>

namespace twinarm::base {

namespace {

/// Letters beyond ASCII mean nothing to a shell.
bool is_plain(char letter) {
    const auto code = static_cast<unsigned char>(letter);
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || code >= 0x80 ||
           std::string_view("_-./:,@%+=").find(letter) != std::string_view::npos;
}

}  // namespace

std::string shell_word(const std::string& text) {
    const bool whole = !text.empty() && text.front() != '=';  // which zsh takes for a command
    if (whole && std::all_of(text.begin(), text.end(), is_plain)) return text;
    std::string quoted = "'";
    for (const char letter : text) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return quoted + '\'';
}

}  // namespace twinarm::base
