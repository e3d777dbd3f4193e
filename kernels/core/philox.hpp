// Philox4x32-10: four random words as a pure function of a counter and a key.
#pragma once

#include <cstdint>

#include "kernels/core/macros.hpp"

TWINARM_BEGIN

struct PhiloxWords {
    std::uint32_t word[4];
};

/// Ten rounds of Philox4x32. Source: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11,
/// section 3.3; multipliers and Weyl constants as in Random123 (philox.h).
TWINARM_HD inline PhiloxWords philox(PhiloxWords counter, std::uint32_t key_low, std::uint32_t key_high) {
    std::uint32_t* c = counter.word;
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t even = std::uint64_t{0xD2511F53u} * c[0];
        const std::uint64_t odd = std::uint64_t{0xCD9E8D57u} * c[2];
        c[0] = std::uint32_t(odd >> 32) ^ c[1] ^ key_low;
        c[1] = std::uint32_t(odd);
        c[2] = std::uint32_t(even >> 32) ^ c[3] ^ key_high;
        c[3] = std::uint32_t(even);
        key_low += 0x9E3779B9u;   // golden ratio
        key_high += 0xBB67AE85u;  // sqrt(3) - 1
    }
    return counter;
}

/// The random word at an address: what cuRAND gives first after
/// curand_init(seed, patient, 4 * (purpose << 32) + draw).
TWINARM_HD inline std::uint32_t philox_word(std::uint64_t seed, std::uint32_t purpose, std::uint64_t patient,
                                            std::uint32_t draw) {
    const PhiloxWords counter{{draw / 4, purpose, std::uint32_t(patient), std::uint32_t(patient >> 32)}};
    return philox(counter, std::uint32_t(seed), std::uint32_t(seed >> 32)).word[draw % 4];
}

TWINARM_END
