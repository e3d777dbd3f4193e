// Numbers, texts, bytes, lists and maps in CBOR (RFC 8949), written and read one after another. Each has only
// its shortest form, so that one content has one text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace twinarm::base {

class CborWriter {
  public:
    void number(std::uint64_t value);
    void text(std::string_view value);
    void bytes(std::string_view value);
    /// So many items follow.
    void list(std::uint64_t items);
    /// So many pairs of name and value follow.
    void map(std::uint64_t pairs);

    /// What was written; no more may follow.
    std::string finish();

  private:
    void head(std::uint8_t kind, std::uint64_t argument);

    std::string written_;
};

/// Reads what is expected, in order. Nothing is allocated for a size that the text says. Every function
/// throws DataError with the byte where something else stands.
class CborReader {
  public:
    /// `whole` must outlive this.
    explicit CborReader(std::string_view whole) : whole_(whole) {}

    std::uint64_t number();
    std::string_view text();
    std::string_view bytes();
    std::uint64_t list();
    std::uint64_t map();
    /// The name `expected`, in a map.
    void name(std::string_view expected);
    /// Nothing may follow.
    void end();

    /// "byte 17: cause"
    [[noreturn]] void fail(const std::string& cause) const;

  private:
    std::uint64_t head(std::uint8_t kind, const char* what);
    std::string_view take(std::uint64_t size);

    std::string_view whole_;
    std::size_t at_ = 0;
};

}  // namespace twinarm::base
