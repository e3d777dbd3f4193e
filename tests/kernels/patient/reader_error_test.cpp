// The reader's error: its size, its independence between scans and arms, and that it never touches the
// tumour.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "kernels/launch/simulate_course.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

constexpr double log_sd = 0.02;  // so small that nobody seems to progress

/// ln(measured / true) of every scan of many patients whose tumour does not change, by arm.
struct Errors {
    std::vector<double> arm[2];
};
const Errors& errors() {
    static const Errors found = [] {
        Study study = study_without_arms(typical_population(), 2 * week);
        fix(study, "tumour.growth_rate", 1e-9);
        fix(study, "survival.death_rate", 0);
        fix(study, "survival.new_lesion_base", 0);
        study.response.reader_log_sd = log_sd;
        add_arm(study, arm_of(7, {}), week);
        add_arm(study, arm_of(8, {}), week);
        Errors e;
        for (std::uint64_t n = 0; n < 4000; ++n)
            for (int arm = 0; arm < 2; ++arm)
                for (const ScanRecord& scan : simulate_course(study, n, arm).scans)
                    e.arm[arm].push_back(std::log(scan.measured_sld_mm / scan.true_sld_mm));
        return e;
    }();
    return found;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
    double xx = 0, yy = 0, xy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) xx += x[i] * x[i], yy += y[i] * y[i], xy += x[i] * y[i];
    return xy / std::sqrt(xx * yy);
}

// 12,000 reads an arm (three scans of 4,000 patients). Each comparison errs with probability 1e-8 (5.73
// standard errors): a mean has s / sqrt(n), a standard deviation s / sqrt(2 n), a correlation 1 / sqrt(n).
constexpr double widest = 5.73;

TEST(ReaderError, HasTheStatedSpread) {
    for (const std::vector<double>& e : errors().arm) {
        const double n = double(e.size());
        ASSERT_EQ(n, 12000);
        double sum = 0, squares = 0;
        for (const double x : e) sum += x, squares += x * x;
        EXPECT_NEAR(sum / n, 0, widest * log_sd / std::sqrt(n));
        EXPECT_NEAR(std::sqrt(squares / n), log_sd, widest * log_sd / std::sqrt(2 * n));
    }
}

TEST(ReaderError, DiffersBetweenArms) {
    EXPECT_NEAR(correlation(errors().arm[0], errors().arm[1]), 0, widest / std::sqrt(12000.));
}

TEST(ReaderError, DiffersBetweenScans) {
    const std::vector<double>& e = errors().arm[0];
    const std::vector<double> first(e.begin(), e.end() - 1), next(e.begin() + 1, e.end());
    EXPECT_NEAR(correlation(first, next), 0, widest / std::sqrt(11999.));
}

// Three scans a patient: the first of one against the first of the next.
TEST(ReaderError, DiffersBetweenPatients) {
    const std::vector<double>& e = errors().arm[0];
    const std::vector<double> one(e.begin(), e.end() - 3), next(e.begin() + 3, e.end());
    EXPECT_NEAR(correlation(one, next), 0, widest / std::sqrt(11997.));
}

TEST(ReaderError, IsThatOfTheArmsTagWhereverTheArmStands) {
    Study study = study_without_arms(typical_population(), 2 * week);
    study.response.reader_log_sd = log_sd;
    add_arm(study, arm_of(7, {}), week);
    add_arm(study, arm_of(8, {}), week);
    Study turned = study;
    std::swap(turned.arms[0], turned.arms[1]);
    for (std::uint64_t n = 0; n < 10; ++n)
        EXPECT_EQ(simulate_course(study, n, 0).outcome.baseline_sld_mm,
                  simulate_course(turned, n, 1).outcome.baseline_sld_mm);
}

TEST(ReaderError, NeverTouchesTheTumour) {
    Study exact = reference_study(18 * week), blurred = exact;
    exact.response.reader_log_sd = 0;
    blurred.response.reader_log_sd = 0.1;
    for (std::uint64_t n = 0; n < 10; ++n) {
        const Outcome a = simulate_course(exact, n, 4).outcome, b = simulate_course(blurred, n, 4).outcome;
        const int both = std::min(a.scans, b.scans);
        for (int i = 0; i < both; ++i) EXPECT_EQ(a.true_sld_mm[i], b.true_sld_mm[i]);
        EXPECT_EQ(a.baseline_sld_mm, a.true_sld_mm[0]);
        EXPECT_NE(b.baseline_sld_mm, b.true_sld_mm[0]);
    }
}

}  // namespace
}  // namespace twinarm
