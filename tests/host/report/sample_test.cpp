// The patients that stand for all: who is taken, and who is not.
#include "host/report/sample.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace twinarm::report {
namespace {

/// One arm; patient k has the k-th best change.
PatientsScan scan_of(const std::vector<double>& changes) {
    PatientsScan scan;
    scan.arms = 1;
    for (std::size_t k = 0; k < changes.size(); ++k) {
        scan.patients.push_back(k);
        scan.outcomes.push_back({changes[k], Response::SD, true});
    }
    return scan;
}

TEST(Sample, StandsAtTheMiddleOfEqualPartsOfTheSortedPatients) {
    const PatientsScan scan = scan_of({0.5, -0.9, 0.1, -0.3, 0.3, -0.7});
    // Sorted: 1 5 3 2 4 0; the middles of three parts of two are the second of each.
    EXPECT_EQ(sample_by_quantile(scan, 3), (std::vector<std::size_t>{5, 2, 0}));
}

TEST(Sample, TakesEveryoneWhereThereAreFew) {
    EXPECT_EQ(sample_by_quantile(scan_of({0.2, 0.1}), 10), (std::vector<std::size_t>{1, 0}));
}

TEST(Sample, LeavesOutWhoFailedInAnyArm) {
    PatientsScan scan = scan_of({0.2, 0.1, 0.3});
    scan.outcomes[1].completed = false;
    EXPECT_EQ(sample_by_quantile(scan, 10), (std::vector<std::size_t>{0, 2}));
}

TEST(Sample, RanksAPatientWithoutAScanAmongTheWorst) {
    EXPECT_EQ(sample_by_quantile(scan_of({std::nan(""), 0.6, -1}), 10), (std::vector<std::size_t>{2, 1, 0}));
}

TEST(Sample, HasTheQuantilesOfAll) {
    std::vector<double> changes;
    for (int i = 0; i < 10000; ++i) changes.push_back(std::fmod(i * 0.6180339887, 1.0) * 2 - 1);  // uniform
    const PatientsScan scan = scan_of(changes);
    const auto sample = sample_by_quantile(scan, 200);
    ASSERT_EQ(sample.size(), 200u);
    for (std::size_t i = 0; i < 200;
         ++i)  // half a step of the sample, and the 1e-3 of that sequence's discrepancy
        EXPECT_NEAR(changes[sample[i]], (2.0 * double(i) + 1) / 200 - 1, 0.005);
}

}  // namespace
}  // namespace twinarm::report
