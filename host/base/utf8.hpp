// UTF-8, the one encoding of texts: letter by letter, and where a text is something else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace twinarm::base {

struct Letter {
    std::uint32_t code = 0;
    std::size_t bytes = 0;  ///< 0: the first byte is not UTF-8
};

/// The first letter of a text that is not empty.
Letter first_letter(std::string_view text);

/// Offset of the first byte that is not UTF-8; npos where all of the text is.
std::size_t first_not_utf8(std::string_view text);

/// What a message says of the byte at this offset of a text that is not UTF-8.
std::string not_utf8_message(std::string_view text, std::size_t offset);

/// Letters of a text; bytes that are not UTF-8 count one each.
std::size_t letters_in(std::string_view text);

/// Without the byte order mark that some editors and spreadsheets write.
std::string_view without_byte_order_mark(std::string_view text);

}  // namespace twinarm::base
