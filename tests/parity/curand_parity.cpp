// The project's words against cuRAND's, both on the host. Needs cuRAND's header, no GPU.
#include <gtest/gtest.h>

#include "kernels/core/philox.hpp"
#include "tests/parity/curand_words.hpp"

namespace twinarm {
namespace {

TEST(Philox, AHundredThousandAddressesAgreeWithCuRand) {
    for (std::uint32_t i = 0; i < 100000; ++i) {
        const PhiloxWords random = philox({{i, 0, 0, 0}}, 17, 4), more = philox({{i, 1, 0, 0}}, 17, 4);
        const std::uint64_t seed = std::uint64_t(random.word[0]) << 32 | random.word[1];
        const std::uint64_t patient = std::uint64_t(random.word[2]) << 32 | random.word[3];
        const std::uint32_t purpose = more.word[0] >> 2;  // 4 * (purpose << 32) must fit into 64 bits
        const std::uint32_t draw = more.word[1];
        ASSERT_EQ(philox_word(seed, purpose, patient, draw), curand_word(seed, purpose, patient, draw));
    }
}

}  // namespace
}  // namespace twinarm
