// A separate file: cuRAND's header and Random123's both define mulhilo32.
#include "tests/parity/curand_words.hpp"

#define QUALIFIERS static inline
#include <curand_kernel.h>

namespace twinarm {

std::uint32_t curand_word(std::uint64_t seed, std::uint32_t purpose, std::uint64_t patient,
                          std::uint32_t draw) {
    curandStatePhilox4_32_10_t state;
    curand_init(seed, patient, 4 * (std::uint64_t(purpose) << 32) + draw, &state);
    return curand(&state);
}

}  // namespace twinarm
