// The pool keeps what trials need, by patient.
#include "host/trial/outcome_pool.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::trial {
namespace {

TEST(OutcomePool, KeepsTheResponseAndItsTimes) {
    OutcomePool pool(1);
    pool.add(0, test::outcome(0, 0, Response::PR));
    const OutcomeRecord& record = pool.arm(0)[0];
    EXPECT_EQ(record.best_response(), Response::PR);
    EXPECT_TRUE(record.has(OutcomeRecord::completed));
    EXPECT_TRUE(record.has(OutcomeRecord::evaluable));
    EXPECT_TRUE(record.has(OutcomeRecord::pfs_event));
    EXPECT_FALSE(record.has(OutcomeRecord::os_event));
    EXPECT_EQ(record.pfs_d, 242);
    EXPECT_EQ(record.os_d, 364);
    EXPECT_EQ(record.best_change, -0.5f);
}

TEST(OutcomePool, PutsPatientsInTheirPlaceInAnyOrder) {
    OutcomePool forward(2), backward(2);
    const auto made = test::outcomes({"RS", "SC", "PP"});
    for (std::size_t i = 0; i < made.size(); ++i) {
        forward.add(made[i].arm, made[i]);
        backward.add(made[made.size() - 1 - i].arm, made[made.size() - 1 - i]);
    }
    ASSERT_EQ(forward.patients(), 3u);
    ASSERT_EQ(backward.patients(), 3u);
    for (int arm = 0; arm < 2; ++arm)
        for (std::size_t i = 0; i < 3; ++i)
            EXPECT_EQ(forward.arm(arm)[i].response, backward.arm(arm)[i].response);
}

TEST(OutcomePool, HasNothingOfAFailedPatient) {
    EXPECT_EQ(record_of(test::failed(0, 0)).flags, 0);
    EXPECT_EQ(record_of(test::failed(0, 0)).best_response(), Response::NE);
}

TEST(OutcomePool, TakesNoPatientBeyondItsCapacity) {
    OutcomePool pool(1);
    pool.add(0, test::outcome(3, 0, Response::PR));
    pool.add(0, test::outcome(pool_capacity, 0, Response::PR));
    EXPECT_EQ(pool.patients(), 4u);
    EXPECT_FALSE(pool.arm(0)[0].has(OutcomeRecord::completed)) << "patient 0 was never simulated";
}

TEST(OutcomePool, PoolsOfPatientsThatFollowEachOtherAreOnePool) {
    const auto made = test::varied(10, 2);
    for (std::uint64_t cut = 0; cut <= 10; ++cut) {
        OutcomePool whole(2, 0, 7), first(2, 0, 7), second(2, cut, 7);
        for (const Outcome& one : made) {
            whole.add(one.arm, one);
            (one.patient < cut ? first : second).add(one.arm, one);
        }
        EXPECT_EQ(first.patients(), first.patients_until(cut));
        EXPECT_EQ(second.patients(), second.patients_until(10));
        first.append(second);
        ASSERT_EQ(first.patients(), 7u);
        for (int arm = 0; arm < 2; ++arm)
            EXPECT_EQ(std::memcmp(first.arm(arm).data(), whole.arm(arm).data(), 7 * sizeof(OutcomeRecord)),
                      0);
    }
}

TEST(Evaluable, NeedsAPostBaselineScan) {
    EXPECT_FALSE(is_evaluable(test::outcome(0, 0, Response::NE)));
    EXPECT_TRUE(is_evaluable(test::outcome(0, 0, Response::PD)));
    Outcome unread = test::outcome(0, 0, Response::NE);
    unread.scans = 4;  // reached, but none was taken
    EXPECT_FALSE(is_evaluable(unread));
    Outcome too_early_for_stable = test::outcome(0, 0, Response::SD);
    too_early_for_stable.response = Response::NE;
    EXPECT_TRUE(is_evaluable(too_early_for_stable));
}

}  // namespace
}  // namespace twinarm::trial
