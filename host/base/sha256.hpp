// SHA-256 of a stream of bytes (FIPS 180-4), so that a result can be recognised.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace twinarm::base {

class Sha256 {
  public:
    void add(std::string_view bytes);
    /// 64 hexadecimal digits; nothing may be added afterwards.
    std::string hex();

  private:
    void take_block(const unsigned char* block);

    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> block_{};
    std::uint64_t length_ = 0;  ///< bytes so far
};

}  // namespace twinarm::base
