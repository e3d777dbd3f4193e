// CBOR, written and read.
#include "host/base/cbor.hpp"

#include <fmt/format.h>

#include <bit>
#include <utility>

#include "host/base/errors.hpp"

namespace twinarm::base {

namespace {

// The three highest bits of an item's first byte.
constexpr std::uint8_t number_kind = 0, bytes_kind = 2, text_kind = 3, list_kind = 4, map_kind = 5;

/// In the five lowest bits: values up to 23 stand there themselves, 24 to 27 say that 1, 2, 4 or 8 bytes
/// follow.
constexpr std::uint8_t one_byte = 24, eight_bytes = 27;

std::size_t bytes_for(std::uint64_t argument) {
    return argument < one_byte      ? 0
           : argument < 0x100       ? 1
           : argument < 0x10000     ? 2
           : argument < 0x100000000 ? 4
                                    : 8;
}

}  // namespace

void CborWriter::head(std::uint8_t kind, std::uint64_t argument) {
    const std::size_t bytes = bytes_for(argument);
    const int low = bytes == 0 ? int(argument) : one_byte + std::countr_zero(bytes);
    written_ += char(kind << 5 | low);
    for (std::size_t byte = bytes; byte-- > 0;) written_ += char(argument >> (8 * byte) & 0xff);
}

void CborWriter::number(std::uint64_t value) {
    head(number_kind, value);
}
void CborWriter::text(std::string_view value) {
    head(text_kind, value.size());
    written_ += value;
}
void CborWriter::bytes(std::string_view value) {
    head(bytes_kind, value.size());
    written_ += value;
}
void CborWriter::list(std::uint64_t items) {
    head(list_kind, items);
}
void CborWriter::map(std::uint64_t pairs) {
    head(map_kind, pairs);
}

std::string CborWriter::finish() {
    return std::move(written_);
}

void CborReader::fail(const std::string& cause) const {
    throw DataError(fmt::format("byte {}: {}", at_, cause));
}

std::string_view CborReader::take(std::uint64_t size) {
    if (size > whole_.size() - at_) fail("cut off");
    const std::string_view taken = whole_.substr(at_, size);
    at_ += size;
    return taken;
}

std::uint64_t CborReader::head(std::uint8_t kind, const char* what) {
    const std::size_t start = at_;
    const auto first = std::uint8_t(take(1)[0]);
    const std::uint8_t low = first & 0x1f;
    at_ = start;
    if (first >> 5 != kind || low > eight_bytes) fail(fmt::format("no {}", what));
    ++at_;
    if (low < one_byte) return low;
    const std::size_t bytes = std::size_t(1) << (low - one_byte);
    std::uint64_t argument = 0;
    for (const char byte : take(bytes)) argument = argument << 8 | std::uint8_t(byte);
    if (bytes_for(argument) != bytes) fail("not in its shortest form");
    return argument;
}

std::uint64_t CborReader::number() {
    return head(number_kind, "number");
}
std::string_view CborReader::text() {
    return take(head(text_kind, "text"));
}
std::string_view CborReader::bytes() {
    return take(head(bytes_kind, "bytes"));
}
std::uint64_t CborReader::list() {
    return head(list_kind, "list");
}
std::uint64_t CborReader::map() {
    return head(map_kind, "map");
}

void CborReader::name(std::string_view expected) {
    if (text() != expected) fail(fmt::format("no \"{}\"", expected));
}

void CborReader::end() {
    if (at_ != whole_.size()) fail("more than there should be");
}

}  // namespace twinarm::base
