// What nvcc's host compiler makes of the model and of the persistent kernel's loop against the CPU engine:
// the same bits. Needs a toolkit, no GPU.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "kernels/launch/launch_work.cuh"
#include "kernels/launch/simulate.hpp"
#include "tests/kernels/reference_study.hpp"
#include "tests/parity/compare_outcomes.hpp"
#include "tests/parity/host_pass.hpp"

namespace twinarm {
namespace {

constexpr std::uint64_t first = 1000, patients = 50;

Study study_in(Precision precision) {
    Study study = reference::reference_study();
    study.solver.precision = precision;
    return study;
}

class HostPass : public testing::TestWithParam<Precision> {
  protected:
    const Study study = study_in(GetParam());
    std::vector<Outcome> by_engine = std::vector<Outcome>(patients * std::uint64_t(study.arm_count));
    std::vector<Outcome> others = std::vector<Outcome>(by_engine.size());

    void SetUp() override { simulate_on_cpu(study, first, patients, by_engine.data()); }
    void expect_the_same() {
        for (std::size_t i = 0; i < by_engine.size(); ++i) {
            ASSERT_EQ(by_engine[i].patient, first + i / std::size_t(study.arm_count));
            EXPECT_EQ(differing_fields(by_engine[i], others[i]), "")
                << "patient " << by_engine[i].patient << ", arm " << by_engine[i].arm;
        }
    }
};

TEST_P(HostPass, GivesTheSameBitsAsTheCpuEngine) {
    simulate_by_host_pass(study, first, patients, others.data());
    expect_the_same();
}

TEST_P(HostPass, OneLaneOfThePersistentLoopGivesTheSameBitsAsTheCpuEngine) {
    simulate_by_persistent_loop(study, first, patients, others.data(), 1, 1, 1);
    expect_the_same();
}

// Every order of patients and edges that patience makes; 4 lanes, so that some wait while others go on.
TEST_P(HostPass, WarpsOfAnyPatienceGiveTheSameBitsAsTheCpuEngine) {
    by_engine.resize(12 * std::size_t(study.arm_count));  // a vote of host threads is slow
    others.resize(by_engine.size());
    for (const int patience : {1, 3, 4, 9}) {
        std::fill(others.begin(), others.end(), Outcome{});
        simulate_by_persistent_loop(study, first, 12, others.data(), 2, 4, patience);
        SCOPED_TRACE(patience);
        expect_the_same();
    }
}

TEST_P(HostPass, ThePersistentLoopGoesOnAfterPatientsThatCannotBegin) {
    Study bad = study;
    Marginal mixture = reference::fixed_at(600);
    mixture.component_count = 2;
    mixture.component[0] = {1, 600, 0, 0, 1};
    mixture.component[1] = {1, 1, 0, 0, 1};  // every second patient starts above the growth limit
    bad.population.marginal[reference::parameter_index("tumour.growth_limit")] = mixture;
    std::vector<Outcome> expected(by_engine.size());
    simulate_on_cpu(bad, first, patients, expected.data());
    simulate_by_persistent_loop(bad, first, patients, others.data(), 1, 4, 2);
    std::size_t rejected = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(differing_fields(expected[i], others[i]), "") << expected[i].patient;
        rejected += others[i].status == Status::rejected_baseline;
    }
    EXPECT_GT(rejected, expected.size() / 5);
    EXPECT_LT(rejected, expected.size());
}

// On a device nothing else sets the padding.
TEST(LaunchWork, ClearsEveryByteOfAnOutcome) {
    Outcome outcome;
    std::memset(static_cast<void*>(&outcome), 0x5a, sizeof outcome);
    clear(outcome);
    const char zeros[sizeof outcome] = {};
    EXPECT_EQ(std::memcmp(&outcome, zeros, sizeof outcome), 0);
}

INSTANTIATE_TEST_SUITE_P(InBothPrecisions, HostPass,
                         testing::Values(Precision::double_precision, Precision::single_precision),
                         [](const testing::TestParamInfo<Precision>& chosen) {
                             return chosen.param == Precision::double_precision ? "double" : "float";
                         });

}  // namespace
}  // namespace twinarm
