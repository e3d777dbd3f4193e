// One median of survival times: that of one trial is that of the population's curve.
#include "host/statistics/median_of_steps.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "host/statistics/kaplan_meier.hpp"
#include "host/statistics/log_rank.hpp"

namespace twinarm::statistics {
namespace {

TEST(MedianOfSteps, IsTheMiddleOfAStepAtExactlyOneHalf) {
    MedianOfSteps median;
    median.step(10, 0.75);
    EXPECT_FALSE(median.value());
    median.step(20, 0.5);
    EXPECT_EQ(median.value(), 20);  // if nothing falls later
    median.step(40, 0.25);
    EXPECT_EQ(median.value(), 30);
    median.step(60, 0);
    EXPECT_EQ(median.value(), 30);
}

TEST(MedianOfSteps, OfATrialIsThatOfKaplanMeier) {
    std::mt19937_64 random(3);
    std::uniform_int_distribution<int> visit(1, 9), coin(0, 3), size(1, 30);
    for (int trial = 0; trial < 2000; ++trial) {
        std::vector<FollowUp> patients;
        std::vector<TimeToEvent> observations;
        for (int n = size(random); n > 0; --n) {
            const int day = 42 * visit(random);
            const bool event = coin(random) > 0;
            patients.push_back({float(day), event});
            observations.push_back({double(day), event});
        }
        sort_follow_up(patients);
        const double day = median_day(patients);
        EXPECT_EQ(std::isfinite(day) ? std::optional(day) : std::nullopt,
                  kaplan_meier(observations).median_days);
    }
}

}  // namespace
}  // namespace twinarm::statistics
