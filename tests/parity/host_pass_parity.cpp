// What nvcc's host compiler makes of the model against the CPU engine: the same bits. Needs a toolkit, no
// GPU.
#include <gtest/gtest.h>

#include <vector>

#include "kernels/launch/simulate.hpp"
#include "tests/kernels/reference_study.hpp"
#include "tests/parity/compare_outcomes.hpp"
#include "tests/parity/host_pass.hpp"

namespace twinarm {
namespace {

TEST(HostPass, GivesTheSameBitsAsTheCpuEngine) {
    const Study study = reference::reference_study();
    constexpr std::uint64_t patients = 50;
    std::vector<Outcome> by_engine(patients * std::uint64_t(study.arm_count)), by_host_pass(by_engine.size());
    simulate_on_cpu(study, 1000, patients, by_engine.data());
    simulate_by_host_pass(study, 1000, patients, by_host_pass.data());
    for (std::size_t i = 0; i < by_engine.size(); ++i) {
        ASSERT_EQ(by_engine[i].patient, 1000 + i / std::size_t(study.arm_count));
        EXPECT_EQ(differing_fields(by_engine[i], by_host_pass[i]), "")
            << "patient " << by_engine[i].patient << ", arm " << by_engine[i].arm;
    }
}

}  // namespace
}  // namespace twinarm
