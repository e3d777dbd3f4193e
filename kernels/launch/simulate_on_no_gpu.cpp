// The GPU interface of a program that was built without CUDA.
#include <stdexcept>

#include "kernels/launch/simulate.hpp"

namespace twinarm {

namespace {
constexpr const char* no_cuda = "this program was built without a CUDA toolkit";
}

GpuState gpu_state(int) {
    GpuState state;
    state.reason = no_cuda;
    return state;
}

void simulate_on_gpu(const Study&, std::uint64_t, std::uint64_t, Outcome*, int) {
    throw std::runtime_error(no_cuda);
}

}  // namespace twinarm
