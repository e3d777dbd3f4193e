// The GPU engine against the CPU engine, outcome by outcome. Without a GPU every test here is skipped,
// visibly.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kernels/launch/simulate.hpp"
#include "tests/kernels/reference_study.hpp"
#include "tests/parity/compare_outcomes.hpp"
#include "tests/parity/gpu_words.hpp"

namespace twinarm {
namespace {

constexpr std::uint64_t patients = 2000;

class Gpu : public testing::Test {
  protected:
    void SetUp() override {
        const GpuState state = gpu_state();
        if (!state.usable) GTEST_SKIP() << "no GPU: " << state.reason;
    }
};

struct Both {
    Study study = reference::reference_study();
    std::vector<Outcome> cpu, gpu;
};

const Both& both(Precision precision = Precision::double_precision) {
    static const auto run = [](Precision wanted) {
        Both b;
        b.study.solver.precision = wanted;
        b.cpu.resize(patients * std::uint64_t(b.study.arm_count));
        b.gpu.resize(b.cpu.size());
        simulate_on_cpu(b.study, 0, patients, b.cpu.data());
        simulate_on_gpu(b.study, 0, patients, b.gpu.data());
        return b;
    };
    static const Both in_double = run(Precision::double_precision),
                      in_float = run(Precision::single_precision);
    return precision == Precision::double_precision ? in_double : in_float;
}

class GpuIn : public Gpu, public testing::WithParamInterface<Precision> {};

TEST_P(GpuIn, GivesTheSameBitsAsTheCpu) {
    const Both& b = both(GetParam());
    int different = 0;
    for (std::size_t i = 0; i < b.cpu.size(); ++i) {
        const std::string fields = differing_fields(b.cpu[i], b.gpu[i]);
        if (fields.empty() || ++different > 10) continue;
        ADD_FAILURE() << "patient " << b.cpu[i].patient << ", arm " << b.cpu[i].arm << ": " << fields;
    }
    EXPECT_EQ(different, 0) << "of " << b.cpu.size() << " outcomes";
}

// A weaker promise than the one above, and the one that must hold whatever the processor: the solver's
// tolerance.
TEST_P(GpuIn, GivesTheTumourOfTheCpuWithinTheSolversTolerance) {
    const Both& b = both(GetParam());
    const double tolerance = 1000 * b.study.solver.relative_tolerance;  // over at most 1000 legs of a course
    for (std::size_t i = 0; i < b.cpu.size(); ++i) {
        const Outcome &cpu = b.cpu[i], &gpu = b.gpu[i];
        ASSERT_EQ(cpu.status, gpu.status);
        if (cpu.status != Status::ok) continue;
        ASSERT_EQ(cpu.scans, gpu.scans);
        for (int scan = 0; scan < cpu.scans; ++scan)
            ASSERT_NEAR(gpu.true_sld_mm[scan], cpu.true_sld_mm[scan], tolerance * cpu.true_sld_mm[scan]);
    }
}

TEST_P(GpuIn, GivesTheSameOutcomesWhereACohortIsCutInTwo) {
    const Both& b = both(GetParam());
    const auto arms = std::size_t(b.study.arm_count);
    std::vector<Outcome> cut(b.gpu.size());
    constexpr std::uint64_t first_part = 777;
    simulate_on_gpu(b.study, 0, first_part, cut.data());
    simulate_on_gpu(b.study, first_part, patients - first_part, cut.data() + first_part * arms);
    for (std::size_t i = 0; i < cut.size(); ++i) ASSERT_EQ(differing_fields(cut[i], b.gpu[i]), "");
}

// With one GPU this shares nothing, but it takes the same way.
TEST_P(GpuIn, GivesTheSameOutcomesOnAllGpusTogether) {
    const Both& b = both(GetParam());
    std::vector<Outcome> shared(b.gpu.size());
    simulate_on_gpu(b.study, 0, patients, shared.data(), every_gpu);
    for (std::size_t i = 0; i < shared.size(); ++i) ASSERT_EQ(differing_fields(shared[i], b.gpu[i]), "");
}

INSTANTIATE_TEST_SUITE_P(InBothPrecisions, GpuIn,
                         testing::Values(Precision::double_precision, Precision::single_precision),
                         [](const testing::TestParamInfo<Precision>& chosen) {
                             return chosen.param == Precision::double_precision ? "double" : "float";
                         });

TEST_F(Gpu, GivesTheWordsOfCuRand) {
    const std::vector<AddressedWord> words = words_on_gpu(100000);
    for (const AddressedWord& w : words) {
        ASSERT_EQ(w.own, w.curand) << "seed " << w.seed << ", purpose " << w.purpose << ", patient "
                                   << w.patient;
        ASSERT_EQ(w.own, philox_word(w.seed, w.purpose, w.patient, w.draw));
    }
}

TEST_F(Gpu, RefusesADeviceThatIsNotThere) {
    const GpuState state = gpu_state(1000);
    EXPECT_FALSE(state.usable);
    EXPECT_NE(state.reason.find("there is no GPU 1000"), std::string::npos) << state.reason;
    Outcome outcome;
    EXPECT_THROW(simulate_on_gpu(both().study, 0, 1, &outcome, 1000), std::runtime_error);
}

}  // namespace
}  // namespace twinarm
