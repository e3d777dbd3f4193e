// How many threads this process can run: affinity and the quotas of its control groups.
#include "kernels/launch/usable_threads.hpp"

#include <gtest/gtest.h>
#include <sched.h>

#include <thread>

#include "tests/host/temporary_folder.hpp"

namespace twinarm {
namespace {

TEST(UsableThreads, AQuotaIsRoundedUpAndNoneIsNoLimit) {
    EXPECT_EQ(processors_of_quota("200000 100000\n"), 2);
    EXPECT_EQ(processors_of_quota("150000 100000"), 2);
    EXPECT_EQ(processors_of_quota("1000 100000"), 1);
    EXPECT_EQ(processors_of_quota("1e300 1"), 1000000);
    for (const char* none : {"max 100000\n", "", "nonsense", "-5 100000", "100000 0", "100000"})
        EXPECT_EQ(processors_of_quota(none), std::nullopt) << none;
}

TEST(UsableThreads, TheLeastQuotaOnTheWayToTheGroupCounts) {
    const TemporaryFolder groups;
    std::filesystem::create_directories(groups / "batch/job");
    put_text(groups / "batch/cpu.max", "300000 100000");
    put_text(groups / "batch/job/cpu.max", "max 100000");
    EXPECT_EQ(processors_of_groups(groups.path(), "12:cpu:/old\n0::/batch/job\n"), 3);
    put_text(groups / "batch/job/cpu.max", "100000 100000");
    EXPECT_EQ(processors_of_groups(groups.path(), "0::/batch/job\n"), 1);
    EXPECT_EQ(processors_of_groups(groups.path(), "0::/batch\n"), 3);
    EXPECT_EQ(processors_of_groups(groups.path(), "0::/\n"), std::nullopt);
    EXPECT_EQ(processors_of_groups(groups.path(), ""), std::nullopt);
    EXPECT_EQ(processors_of_groups(groups.path(), "0::/../../batch\n"), std::nullopt);
}

TEST(UsableThreads, AThreadWithOneProcessorCountsOne) {
    EXPECT_GE(usable_threads(), 1);
    std::thread([] {
        cpu_set_t before, one;
        ASSERT_EQ(sched_getaffinity(0, sizeof before, &before), 0);
        CPU_ZERO(&one);
        for (int processor = 0; processor < CPU_SETSIZE; ++processor)
            if (CPU_ISSET(processor, &before) && CPU_COUNT(&one) == 0) CPU_SET(processor, &one);
        ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
        EXPECT_EQ(usable_threads(), 1);
    }).join();
}

}  // namespace
}  // namespace twinarm
