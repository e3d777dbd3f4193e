// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace twinarm::base {

/// "12,345,678".
std::string with_commas(std::uint64_t number);
/// A fraction as a percentage with `digits` decimals, without the sign: 0.1234 -> "12.3". Not a number: "-".
std::string percent(double fraction, int digits = 1);
/// "640 B", "3.4 kB", "1.2 GB".
std::string bytes_in_words(double bytes);

}  // namespace twinarm::base
