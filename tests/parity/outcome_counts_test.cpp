// What is counted on the GPU before outcomes travel, and on the host when they have arrived.
#include "kernels/launch/outcome_counts.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace twinarm {
namespace {

Outcome with(Response response, Status status = Status::ok) {
    Outcome outcome{};
    outcome.response = response;
    outcome.status = status;
    return outcome;
}

TEST(OutcomeCounts, AreByResponseWithFailedPatientsApart) {
    const std::vector<Outcome> outcomes = {with(Response::PR), with(Response::PD), with(Response::PR),
                                           with(Response::CR, Status::too_many_steps), with(Response::NE)};
    EXPECT_EQ(count_outcomes(outcomes.data(), outcomes.size()), (OutcomeCounts{1, 1, 0, 2, 0, 1}));
}

TEST(OutcomeCounts, FallShortWhereAResponseIsNone) {
    for (const int garbage : {-1, response_count, 1000}) {
        const Outcome outcome = with(static_cast<Response>(garbage));
        OutcomeCounts expected{};
        // One past the last response would be taken for a failed patient.
        if (garbage == response_count) expected[response_count] = 1;
        EXPECT_EQ(count_outcomes(&outcome, 1), expected) << garbage;
    }
}

}  // namespace
}  // namespace twinarm
