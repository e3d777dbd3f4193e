// Numbers for people to read, and as people write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace twinarm::base {

/// Every whole number up to this one is a double: 2^53.
inline constexpr std::uint64_t largest_exact_number = std::uint64_t(1) << 53;

/// "12,345,678".
std::string with_commas(std::uint64_t number);
/// A fraction as a percentage with `digits` decimals, without the sign: 0.1234 -> "12.3". Not a number: "-".
std::string percent(double fraction, int digits = 1);
/// Every digit of a number, the fewest that read back to it. Of what the factor of a unit leaves in the
/// sixteenth digit (0.1 * 3) only the number that was meant: "0.3".
std::string all_digits(double number);
/// "640 B", "3.4 kB", "1.2 GB".
std::string bytes_in_words(double bytes);

/// "3 s", "4 min 10 s", "2 h 5 min".
std::string duration_in_words(double seconds);
/// The blank that the text begins with (a space, a tab, a no-break space), or nothing.
std::string_view blank_at(std::string_view text);

/// What is wrong with digits that a unit cannot begin with: in "0,6 mg", "600,000 IU" or "600 000 IU" they
/// were meant to belong to the number. "" where that is not it. A number that must be `whole` has no decimal
/// comma.
std::string separator_message(std::string_view text, bool whole = false);

/// The digits of a whole number that is written with an exponent or a point ("1e3", "1000.0"); any other text
/// as it is.
std::string whole_number_digits(const std::string& text);

}  // namespace twinarm::base
