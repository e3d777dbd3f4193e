// The same outcomes, byte for byte, whatever the threads, the lanes, the instruction set and the chunks; and
// from simulate_course.
#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "kernels/launch/simulate.hpp"
#include "kernels/launch/simulate_course.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

constexpr std::uint64_t patients = 27;  // a multiple of no number of lanes

/// Nine weeks of the five reference arms, with scans that are missed and patients that are lost.
const Study& study() {
    static const Study nine_weeks = [] {
        Study s = reference_study(9 * week);
        for (int arm = 0; arm < s.arm_count; ++arm) s.scans[arm] = scans_every(3 * week, 9 * week);
        s.response.missed_scan_probability = 0.1;
        s.response.no_scan_probability = 0.07;
        s.response.dropout_per_h = 1e-4;
        return s;
    }();
    return nine_weeks;
}

std::vector<Outcome> simulate(std::uint64_t first, std::uint64_t count, const CpuOptions& options) {
    std::vector<Outcome> outcomes(count * std::uint64_t(study().arm_count));
    // Whatever lay in this memory before must not matter.
    std::memset(static_cast<void*>(outcomes.data()), 0x5a, outcomes.size() * sizeof(Outcome));
    simulate_on_cpu(study(), first, count, outcomes.data(), options);
    return outcomes;
}

const std::vector<Outcome>& expected() {
    static const std::vector<Outcome> one_lane =
        simulate(0, patients, {.threads = 1, .lanes = 1, .instructions = InstructionSet::baseline});
    return one_lane;
}

void expect_same(const std::vector<Outcome>& a, const std::vector<Outcome>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t k = 0; k < a.size(); ++k)
        ASSERT_EQ(std::memcmp(&a[k], &b[k], sizeof(Outcome)), 0)
            << "patient " << a[k].patient << " in arm " << a[k].arm;
}

TEST(SameBytes, TheStudyOfThisTestHasAllThatMayDiffer) {
    int missed_or_lost = 0, dead = 0, held = 0, ok = 0;
    for (const Outcome& o : expected()) {
        ok += o.status == Status::ok;
        missed_or_lost += o.response == Response::NE;
        dead += o.os_event;
        held += o.doses_held[0];
    }
    EXPECT_EQ(ok, int(expected().size()));
    EXPECT_GT(missed_or_lost, 5);
    EXPECT_GT(dead, 0);
    EXPECT_GT(held, 20);
}

TEST(SameBytes, ForEveryNumberOfThreads) {
    for (const int threads : {1, 2, 7}) {
        SCOPED_TRACE(threads);
        expect_same(expected(), simulate(0, patients, {.threads = threads}));
    }
}

TEST(SameBytes, ForEveryNumberOfLanesAndInstructionSetOfThisProcessor) {
    for (const auto wanted : {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512}) {
        if (usable_instructions(wanted) != wanted) continue;
        for (const int lanes : {1, 2, 4, 8}) {
            SCOPED_TRACE(std::string(name_of(wanted)) + ", lanes " + std::to_string(lanes));
            expect_same(expected(), simulate(0, patients, {.lanes = lanes, .instructions = wanted}));
        }
    }
}

TEST(SameBytes, ForACohortCutInPieces) {
    for (const std::uint64_t piece : {1u, 5u, 13u}) {
        std::vector<Outcome> joined;
        for (std::uint64_t first = 0; first < patients; first += piece) {
            const std::vector<Outcome> part = simulate(first, std::min(piece, patients - first), {});
            joined.insert(joined.end(), part.begin(), part.end());
        }
        SCOPED_TRACE(piece);
        expect_same(expected(), joined);
    }
}

TEST(SameBytes, FarOutInTheCohort) {
    const std::uint64_t far = (std::uint64_t(1) << 40) + 3;
    expect_same(simulate(far, 5, {.threads = 1, .lanes = 1}), simulate(far, 5, {.threads = 2, .lanes = 8}));
    EXPECT_EQ(simulate(far, 5, {})[5 * 4].patient, far + 4);
}

TEST(SameBytes, AgainInTheSameProgram) {
    expect_same(simulate(0, patients, {.threads = 1, .lanes = 8}),
                simulate(0, patients, {.threads = 1, .lanes = 8}));
}

TEST(SameBytes, WithASlowNeighbourWhoNeverEnds) {
    // Fewer patients than lanes: most lanes stand idle from the start.
    expect_same(simulate(3, 1, {.threads = 1, .lanes = 1}), simulate(3, 1, {.threads = 1, .lanes = 8}));
}

TEST(SimulateCourse, GivesTheOutcomeOfTheEngine) {
    for (std::uint64_t n = 0; n < patients; ++n) {
        for (int arm = 0; arm < study().arm_count; ++arm) {
            const Outcome again = simulate_course(study(), n, arm).outcome;
            const Outcome& before = expected()[n * std::uint64_t(study().arm_count) + std::uint64_t(arm)];
            ASSERT_EQ(std::memcmp(&again, &before, sizeof again), 0) << n << " in arm " << arm;
        }
    }
}

TEST(SimulateCourse, ItsLogAgreesWithItsOutcome) {
    for (std::uint64_t n = 0; n < patients; ++n) {
        const CourseLog log = simulate_course(study(), n, 0);
        const Outcome& o = log.outcome;
        ASSERT_EQ(int(log.scans.size()), o.scans);
        for (int i = 0; i < o.scans; ++i) EXPECT_EQ(log.scans[std::size_t(i)].true_sld_mm, o.true_sld_mm[i]);
        int given = 0, omitted = 0;
        for (const DoseRecord& dose : log.doses) {
            given += dose.decision == DoseDecision::given;
            omitted += dose.decision == DoseDecision::skipped;
            EXPECT_EQ(dose.amount > 0, dose.decision == DoseDecision::given);
        }
        EXPECT_EQ(given, o.doses_given[0]);
        EXPECT_EQ(omitted, o.doses_held[0]);
        double lowest = 1;
        for (const CoursePoint& point : log.points) lowest = std::min(lowest, point.lymphocytes);
        EXPECT_EQ(lowest, o.lymphocyte_nadir);
    }
}

}  // namespace
}  // namespace twinarm
