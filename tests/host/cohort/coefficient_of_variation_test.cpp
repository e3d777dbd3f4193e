// A coefficient of variation is that of the lognormal which it stands for.
#include "host/cohort/coefficient_of_variation.hpp"

#include <gtest/gtest.h>

namespace twinarm::cohort {
namespace {

TEST(CoefficientOfVariation, IsThatOfTheLognormal) {
    // sqrt(ln(1 + cv^2)), to four digits
    EXPECT_NEAR(log_sd_of_cv(0.04), 0.0400, 0.00005);
    EXPECT_NEAR(log_sd_of_cv(0.5), 0.4724, 0.00005);
    EXPECT_NEAR(log_sd_of_cv(1), 0.8326, 0.00005);
    EXPECT_EQ(log_sd_of_cv(0), 0);
}

TEST(CoefficientOfVariation, ReadsBack) {
    for (const double cv : {0.001, 0.04, 0.07, 0.5, 1.0})
        EXPECT_NEAR(cv_of_log_sd(log_sd_of_cv(cv)), cv, 1e-12);
}

}  // namespace
}  // namespace twinarm::cohort
