// The GPU door of a program that was built without CUDA.
#include <stdexcept>

#include "kernels/launch/device_tally.hpp"
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

DeviceTally tally_on_gpu(const Outcome*, std::uint64_t, int, const std::vector<double>&, int) {
    throw std::runtime_error(no_cuda);
}

DeviceTally simulate_and_tally_on_gpu(const Study&, std::uint64_t, std::uint64_t, const std::vector<double>&,
                                      int) {
    throw std::runtime_error(no_cuda);
}

}  // namespace twinarm
