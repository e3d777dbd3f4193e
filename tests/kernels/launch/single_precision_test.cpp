// Single precision: the same bytes whatever the lanes, and what it does to tumours and responses.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <vector>

#include "kernels/launch/simulate.hpp"
#include "kernels/launch/simulate_course.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

constexpr std::uint64_t patients = 37;  // a multiple of no number of lanes

Study study(Precision precision) {
    Study s = reference_study(26 * week);
    s.solver.precision = precision;
    return s;
}

std::vector<Outcome> simulate(const Study& s, const CpuOptions& options) {
    std::vector<Outcome> outcomes(patients * std::uint64_t(s.arm_count));
    simulate_on_cpu(s, 0, patients, outcomes.data(), options);
    return outcomes;
}

const std::vector<Outcome>& one_lane() {
    static const std::vector<Outcome> single =
        simulate(study(Precision::single_precision),
                 {.threads = 1, .lanes = 1, .instructions = InstructionSet::baseline});
    return single;
}

bool same(const Outcome& a, const Outcome& b) {
    return std::memcmp(&a, &b, sizeof a) == 0;
}

class SinglePrecision : public testing::TestWithParam<CpuOptions> {};

TEST_P(SinglePrecision, GivesTheSameBytesInAnyLanes) {
    if (usable_instructions(GetParam().instructions) != GetParam().instructions)
        GTEST_SKIP() << "this processor has no " << name_of(GetParam().instructions);
    const auto outcomes = simulate(study(Precision::single_precision), GetParam());
    for (std::size_t k = 0; k < outcomes.size(); ++k)
        ASSERT_TRUE(same(outcomes[k], one_lane()[k]))
            << "patient " << outcomes[k].patient << " in arm " << outcomes[k].arm;
}
INSTANTIATE_TEST_SUITE_P(
    Lanes, SinglePrecision,
    testing::Values(CpuOptions{1, 4, InstructionSet::baseline}, CpuOptions{2, 8, InstructionSet::baseline},
                    CpuOptions{1, 16, InstructionSet::baseline}, CpuOptions{1, 1, InstructionSet::avx2},
                    CpuOptions{2, 8, InstructionSet::avx2}, CpuOptions{1, 16, InstructionSet::avx2},
                    CpuOptions{1, 16, InstructionSet::avx512}));

TEST(SinglePrecision, ShowsTheCourseOfTheEngine) {
    const Study s = study(Precision::single_precision);
    for (std::uint64_t k = 0; k < one_lane().size(); ++k)
        ASSERT_TRUE(same(simulate_course(s, k / std::uint64_t(s.arm_count), int(k) % s.arm_count).outcome,
                         one_lane()[k]));
}

// Both solve within a relative tolerance of 1e-4 a step; rounding of the compensated state adds 6e-8. Errors
// of a course's steps add up to ten tolerances at most, as those of double precision against an exact
// solution do.
TEST(SinglePrecision, MovesNoResponseOfThesePatientsAndNoTumourBeyondTheTolerance) {
    const auto twice = simulate(study(Precision::double_precision), {});
    int moved = 0;
    for (std::size_t k = 0; k < twice.size(); ++k) {
        const Outcome &a = twice[k], &b = one_lane()[k];
        EXPECT_EQ(a.response, b.response) << a.patient << " in arm " << a.arm;
        ASSERT_EQ(a.scans, b.scans);
        for (int i = 0; i < a.scans; ++i) {
            EXPECT_NEAR(b.true_sld_mm[i], a.true_sld_mm[i], 1e-3 * a.true_sld_mm[i] + 1e-3);
            moved += b.true_sld_mm[i] != a.true_sld_mm[i];
        }
    }
    EXPECT_GT(moved, 0);  // it is another precision indeed
}

}  // namespace
}  // namespace twinarm
