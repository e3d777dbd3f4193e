// Histograms: quantiles within half a bin, whatever the order.
#include "host/statistics/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace twinarm::statistics {
namespace {

TEST(Histogram, GivesExactQuantilesOfCounts) {
    Histogram doses(Bins::whole);
    for (const int given : {14, 7, 8, 9, 10, 11, 12, 13, 6, 5}) doses.add(given);
    const Spread spread = doses.spread();
    EXPECT_EQ(spread.p10, 5);  // the smallest with at least a tenth of the values at or below it
    EXPECT_EQ(spread.p50, 9);
    EXPECT_EQ(spread.p90, 13);
    EXPECT_DOUBLE_EQ(spread.mean, 9.5);
    EXPECT_EQ(spread.patients, 10u);
}

TEST(Histogram, GivesQuantilesOfRatiosWithinHalfAPerCent) {
    std::mt19937_64 random(5);
    std::lognormal_distribution<double> ratio(0, 1.5);
    std::vector<double> values;
    Histogram histogram(Bins::ratio);
    for (int i = 0; i < 2001; ++i) {
        values.push_back(ratio(random));
        histogram.add(values.back());
    }
    std::sort(values.begin(), values.end());
    for (const double p : {0.1, 0.5, 0.9}) {
        const double exact = values[quantile_index(p, values.size())];
        EXPECT_NEAR(histogram.quantile(p) / exact, 1, 0.005);  // half of a bin of 1%
    }
}

TEST(Histogram, KeepsARatioOfOneAndOfZero) {
    Histogram histogram(Bins::ratio);
    histogram.add(0);
    EXPECT_EQ(histogram.quantile(0.5), 0);
    histogram.add(1);
    EXPECT_EQ(histogram.quantile(1), 1);
}

TEST(Histogram, KeepsACompleteRegressionAndNoChange) {
    Histogram change(Bins::percent);
    change.add(-1);
    EXPECT_EQ(change.quantile(0.5), -1);
    change.add(0);
    EXPECT_EQ(change.quantile(1), 0);
}

TEST(Histogram, DoesNotCountWhatIsNotANumber) {
    Histogram change(Bins::percent);
    change.add(std::numeric_limits<double>::quiet_NaN());
    EXPECT_EQ(change.total(), 0u);
    EXPECT_EQ(change.spread().p50, 0);
}

TEST(Histogram, HoldsAnySizeInBoundedMemory) {
    for (const Bins bins : {Bins::whole, Bins::percent, Bins::ratio}) {
        Histogram histogram(bins);
        for (const double extreme : {-1e300, 1e300, std::numeric_limits<double>::infinity(), 5e-324})
            histogram.add(extreme);
        EXPECT_EQ(histogram.total(), 4u);
    }
}

TEST(Histogram, IsWhatItsCountsSay) {
    for (const Bins bins : {Bins::whole, Bins::percent, Bins::ratio}) {
        Histogram made(bins), again(bins);
        for (const double value : {0.0, 0.1, 1.0, 7.0, 7.0, 1e300}) made.add(value);
        ASSERT_EQ(made.counts().size(), made.bin_count()) << "the largest value is in the last bin";
        for (std::size_t bin = 0; bin < made.counts().size(); ++bin)
            if (made.counts()[bin] > 0) again.add_to_bin(bin, made.counts()[bin]);
        EXPECT_EQ(again.counts(), made.counts());
        EXPECT_EQ(again.total(), 6u);
    }
}

TEST(QuantileIndex, IsNotPushedByTheRoundingOfItsProduct) {
    EXPECT_EQ(quantile_index(0.025, 10000), 249u);
    EXPECT_EQ(quantile_index(0.975, 10000), 9749u);
    EXPECT_EQ(quantile_index(0.5, 5), 2u);
    EXPECT_EQ(quantile_index(0.001, 5), 0u);
    EXPECT_EQ(quantile_index(1, 5), 4u);
}

}  // namespace
}  // namespace twinarm::statistics
