// A kernel that asks cuRAND and the project for the same random words.
#include <curand_kernel.h>

#include "kernels/core/philox.hpp"
#include "kernels/launch/device_array.cuh"
#include "tests/parity/gpu_words.hpp"

namespace twinarm {

namespace {
__global__ void fill(AddressedWord* words, int count) {
    const int i = int(blockIdx.x * blockDim.x + threadIdx.x);
    if (i >= count) return;
    AddressedWord& w = words[i];
    // Addresses from the generator itself: any pattern of bits.
    const PhiloxWords random = philox({{std::uint32_t(i), 0, 0, 0}}, 17, 4);
    const PhiloxWords more = philox({{std::uint32_t(i), 1, 0, 0}}, 17, 4);
    w.seed = std::uint64_t(random.word[0]) << 32 | random.word[1];
    w.patient = std::uint64_t(random.word[2]) << 32 | random.word[3];
    w.purpose =
        more.word[0] >> 2;  // cuRAND's offset is a 64-bit number, 4 times the purpose in its upper half
    w.draw = more.word[1];
    w.own = philox_word(w.seed, w.purpose, w.patient, w.draw);
    curandStatePhilox4_32_10_t state;
    curand_init(w.seed, w.patient, 4 * (std::uint64_t(w.purpose) << 32) + w.draw, &state);
    w.curand = curand(&state);
}
}  // namespace

std::vector<AddressedWord> words_on_gpu(int count) {
    DeviceArray<AddressedWord> words{std::size_t(count)};
    fill<<<unsigned((count + 127) / 128), 128>>>(words.data(), count);
    TWINARM_CUDA_CALL(cudaGetLastError());
    std::vector<AddressedWord> result{std::size_t(count)};
    words.copy_to(result.data(), result.size());
    return result;
}

}  // namespace twinarm
