// What the program says of a GPU that it cannot use: words, never a crash. Holds with and without a toolkit
// or a GPU.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "kernels/launch/simulate.hpp"

namespace twinarm {
namespace {

TEST(GpuState, HasAReasonWhereItIsNotUsable) {
    const GpuState state = gpu_state();
    if (state.usable) {
        EXPECT_TRUE(state.built);
        EXPECT_GT(state.devices, 0);
        EXPECT_FALSE(state.name.empty());
        EXPECT_GT(state.memory_bytes, 0u);
    } else {
        EXPECT_FALSE(state.reason.empty());
    }
}

TEST(GpuState, IsNotUsableForADeviceThatIsNotThere) {
    for (const int device : {-1, 1000}) {
        EXPECT_FALSE(gpu_state(device).usable);
        EXPECT_FALSE(gpu_state(device).reason.empty());
    }
}

TEST(GpuEngine, ThrowsWithTheReasonWhereThereIsNoDevice) {
    Study study{};
    study.arm_count = 1;
    Outcome outcome{};
    try {
        simulate_on_gpu(study, 0, 1, &outcome, 1000);
        FAIL() << "no exception";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("CUDA"), std::string::npos) << error.what();
    }
}

}  // namespace
}  // namespace twinarm
