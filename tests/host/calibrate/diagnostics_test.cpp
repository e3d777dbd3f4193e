// What the diagnostics say of a calibration whose answer is known.
#include "host/calibrate/diagnostics.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "host/calibrate/report.hpp"
#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

/// Two of three parameters are observed, one each; a difference of shares has a symmetric prior.
class KnownDiagnostics : public testing::Test {
  protected:
    KnownDiagnostics() : calibration(normal_calibration(3, {1500, 1500})) {
        calibration.summaries = {column("a"), column("b"), column("p"), column("q")};
        calibration.targets = {value_target("first", 0, 2, 0.5), value_target("second", 1, -1, 0.3)};
        calibration.contrasts = {{"p minus q", 2, 3}};
        table = table_of(calibration, [](const std::vector<double>& z) {
            return TableRow{z,
                            {{z[0], 0}, {z[1], 0}, exact_share(1 / (1 + std::exp(-z[0]))), exact_share(0.5)}};
        });
        ratio = table.log_prior_ratio();
        likelihoods = target_log_likelihoods(calibration, table);
        posterior = posterior_of(ratio, likelihoods);
    }
    Diagnostics diagnosed() const { return diagnose(calibration, table, ratio, likelihoods, posterior); }

    Calibration calibration;
    ReferenceTable table;
    std::vector<double> ratio;
    std::vector<std::vector<double>> likelihoods;
    Posterior posterior;
};

TEST_F(KnownDiagnostics, ContractionIsOfTheConjugatePosterior) {
    const Diagnostics found = diagnosed();
    const double slack = 4.5 / std::sqrt(2 * found.effective);
    EXPECT_NEAR(found.hyper[0].contraction, 1 - std::sqrt(0.25 / 1.25), slack);
    EXPECT_NEAR(found.hyper[1].contraction, 1 - std::sqrt(0.09 / 1.09), slack);
    EXPECT_NEAR(found.hyper[2].contraction, 0, slack);
    EXPECT_NEAR(found.hyper[0].prior.upper, 1.959964, 1e-5);
}

TEST_F(KnownDiagnostics, EachParameterIsInformedByItsOwnTarget) {
    const Diagnostics found = diagnosed();
    ASSERT_FALSE(found.hyper[0].informed_by.empty());
    ASSERT_FALSE(found.hyper[1].informed_by.empty());
    EXPECT_EQ(found.hyper[0].informed_by[0].target, "first");
    EXPECT_EQ(found.hyper[1].informed_by[0].target, "second");
    EXPECT_NEAR(found.hyper[1].informed_by[0].narrows, 1 - std::sqrt(0.09 / 1.09), 0.1);
}

// Predicted y: N(posterior mean, posterior variance + s^2).
TEST_F(KnownDiagnostics, PredictionsHaveTheSpreadOfThePosteriorAndOfTheData) {
    const Diagnostics found = diagnosed();
    const double mean = 2 / 1.25, sd = std::sqrt(0.25 / 1.25 + 0.25);
    const double slack = 6 * sd / std::sqrt(found.effective);  // of a tail quantile, 2.7 times that of a mean
    EXPECT_NEAR(found.fit[0].predicted.median, mean, slack);
    EXPECT_NEAR(found.fit[0].predicted.lower, mean - 1.96 * sd, 2 * slack);
    EXPECT_NEAR(found.fit[0].predicted.upper, mean + 1.96 * sd, 2 * slack);
    EXPECT_TRUE(found.fit[0].inside);
}

TEST_F(KnownDiagnostics, ATargetThatContradictsItselfIsOutside) {
    calibration.targets.push_back(value_target("third", 0, -2, 0.5));
    likelihoods = target_log_likelihoods(calibration, table);
    posterior = posterior_of(ratio, likelihoods);
    const Diagnostics found = diagnosed();
    EXPECT_FALSE(found.fit[0].inside);
    EXPECT_FALSE(found.fit[2].inside);
    EXPECT_NE(calibration_table(calibration, found, {}).find("OUTSIDE"), std::string::npos);
}

TEST_F(KnownDiagnostics, ADifferenceHasItsPriorAndItsPosterior) {
    const ContrastDiagnostic found = diagnosed().contrasts.at(0);
    EXPECT_NEAR(found.prior_positive, 0.5, 0.08);
    EXPECT_NEAR(found.prior.median, 0, 0.03);
    EXPECT_GT(found.posterior_positive, 0.99);
}

}  // namespace
}  // namespace twinarm::calibrate
