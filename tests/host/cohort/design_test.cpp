// The values of what a design varies.
#include "host/cohort/design.hpp"

#include <gtest/gtest.h>

namespace twinarm::cohort {
namespace {

DesignVary range(const std::string& path, double low, double high, const std::string& unit) {
    DesignVary vary;
    vary.path = path, vary.low = low, vary.high = high, vary.unit = unit;
    return vary;
}

TEST(ValueAt, ATimeOfARegimenIsAWholeNumberOfMinutes) {
    const DesignVary infusion = range("regimen.hd.infusion", 10, 60, "min");
    EXPECT_EQ(value_at(infusion, 0), "10 min");
    EXPECT_EQ(value_at(infusion, 0.75), "48 min");  // 47.5
    EXPECT_EQ(value_at(range("regimen.hd.every", 14, 21, "d"), 0.5), "25200 min");
}

TEST(ValueAt, OtherQuantitiesHaveThreeDigits) {
    EXPECT_EQ(value_at(range("regimen.hd.dose", 1, 2, "mg/kg"), 1.0 / 3), "1.33 mg/kg");
    EXPECT_EQ(value_at(range("nivolumab.clearance_change_half_time", 1, 2, "h"), 1.0 / 3), "1.33 h");
    EXPECT_EQ(value_at(range("trial.n", 1, 2, ""), 1), "2");
}

}  // namespace
}  // namespace twinarm::cohort
