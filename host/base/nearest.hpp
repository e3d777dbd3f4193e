// "Did you mean ...?": the known word nearest to an unknown one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace twinarm::base {

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
int edit_distance(std::string_view a, std::string_view b);

/// " (did you mean `x`?)", or nothing where no word is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known);

/// "`a`, `b` or `c`"
std::string one_of(const std::vector<std::string>& words);

}  // namespace twinarm::base
