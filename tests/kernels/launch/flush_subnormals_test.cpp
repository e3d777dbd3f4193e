// Subnormal numbers are 0 while the engine computes: results keep their bytes, and the caller its processor's
// mode.
#include "kernels/launch/flush_subnormals.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <vector>

#include "kernels/launch/simulate.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

/// Half of the least normal number: computed, so that no compiler knows it.
double half_of_least() {
    volatile double least = std::numeric_limits<double>::min();
    return least / 2;
}

TEST(FlushSubnormals, ASubnormalResultIsZeroWhileOneLives) {
#if defined(__SSE2__)
    ASSERT_GT(half_of_least(), 0);
    {
        const FlushSubnormals flush;
        EXPECT_EQ(half_of_least(), 0);
    }
    EXPECT_GT(half_of_least(), 0);
#else
    GTEST_SKIP() << "no effect on this processor";
#endif
}

TEST(FlushSubnormals, NotWhereItIsNotWanted) {
    const FlushSubnormals flush(false);
    EXPECT_GT(half_of_least(), 0);
}

TEST(FlushSubnormals, TheCallerOfTheEngineKeepsItsMode) {
    const Study study = reference_study(week);
    std::vector<Outcome> outcomes(2 * std::size_t(study.arm_count));
    simulate_on_cpu(study, 0, 2, outcomes.data(), {.threads = 1});
    EXPECT_GT(half_of_least(), 0);
}

/// Two years: long after the last dose everything that a drug moved has faded.
std::vector<Outcome> two_years(Precision precision, int lanes, bool flush) {
    Study study = reference_study(104 * week);
    study.solver.precision = precision;
    std::vector<Outcome> outcomes(20 * std::size_t(study.arm_count));
    simulate_on_cpu(study, 0, 20, outcomes.data(), {.threads = 1, .lanes = lanes, .flush_subnormals = flush});
    return outcomes;
}

TEST(FlushSubnormals, ResultsKeepTheirBytes) {
    for (const Precision precision : {Precision::double_precision, Precision::single_precision})
        for (const int lanes : {1, 8}) {
            const std::vector<Outcome> with = two_years(precision, lanes, true),
                                       without = two_years(precision, lanes, false);
            EXPECT_EQ(std::memcmp(with.data(), without.data(), with.size() * sizeof(Outcome)), 0)
                << "lanes " << lanes << ", precision " << int(precision);
        }
}

}  // namespace
}  // namespace twinarm
