// cuRAND's Philox as the host compiler makes it of curand_kernel.h.
#pragma once

#include <cstdint>

namespace twinarm {

/// The first word after curand_init(seed, patient, 4 * (purpose << 32) + draw).
std::uint32_t curand_word(std::uint64_t seed, std::uint32_t purpose, std::uint64_t patient,
                          std::uint32_t draw);

}  // namespace twinarm
