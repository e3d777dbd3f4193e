// Random words computed on the GPU: the project's own and cuRAND's, at the same addresses.
#pragma once

#include <cstdint>
#include <vector>

namespace twinarm {

struct AddressedWord {
    std::uint64_t seed, patient;
    std::uint32_t purpose, draw;
    std::uint32_t own, curand;
};

/// Both words at `count` addresses, computed in kernels.
std::vector<AddressedWord> words_on_gpu(int count);

}  // namespace twinarm
