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
    KnownDiagnostics() : calibration(normal_calibration(3, {150, 100})) {
        calibration.summaries = {value_column("a"), value_column("b"), column("p"), column("q")};
        calibration.targets = {value_target("first", 0, 2, 0.5), value_target("second", 1, -1, 0.3)};
        calibration.contrasts = {{"p minus q", 2, 3}};
        table = table_of(calibration, [](const std::vector<double>& z) {
            return TableRow{z,
                            {{z[0], 0}, {z[1], 0}, exact_share(1 / (1 + std::exp(-z[0]))), exact_share(0.5)}};
        });
    }
    Diagnostics diagnosed() const {
        return diagnose(calibration, table, fit_posterior(calibration, table, 1), 1);
    }

    Calibration calibration;
    ReferenceTable table;
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
    EXPECT_EQ(found.hyper[0].informed_by[0].trial, "first");
    EXPECT_EQ(found.hyper[1].informed_by[0].trial, "second");
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
    const Diagnostics found = diagnosed();
    EXPECT_FALSE(found.fit[0].inside);
    EXPECT_FALSE(found.fit[2].inside);
    EXPECT_NE(calibration_table(calibration, found, {}).find("OUTSIDE"), std::string::npos);
}

// Without the second target its parameter is the prior's, and its prediction N(0, 1 + s^2).
TEST_F(KnownDiagnostics, APredictionWithoutTheTrialIsThePriors) {
    const FitDiagnostic fit = diagnosed().fit[1];
    EXPECT_NEAR(fit.predicted_without.median, 0, 0.25);
    EXPECT_NEAR(fit.predicted_without.upper, 1.96 * std::sqrt(1.09), 0.4);
    EXPECT_TRUE(fit.inside_without);
}

// Weights of 1 / likelihood have a Pareto shape of 1 / (1 + s^2): 0.41 and 0.9996.
TEST_F(KnownDiagnostics, ATrialThatNoWeightCanLeaveOutIsSampledAgain) {
    calibration.targets = {value_target("first", 0, 2, 1.2), value_target("second", 1, -2.5, 0.02)};
    const Diagnostics found = diagnosed();
    EXPECT_FALSE(found.left_out[0].sampled_again);
    ASSERT_TRUE(found.left_out[1].sampled_again);
    EXPECT_GT(found.left_out[1].pareto_k, 0.7);
    EXPECT_NEAR(found.hyper[1].informed_by.at(0).narrows, 1 - std::sqrt(0.0004 / 1.0004), 0.02);
    EXPECT_FALSE(found.fit[1].inside_without);  // -2.5 under N(0, 1)
}

TEST_F(KnownDiagnostics, ASignIsSaidBeforeAndAfter) {
    const Diagnostics found = diagnosed();
    EXPECT_NEAR(found.hyper[1].prior_positive, 0.5, 1e-9);
    EXPECT_LT(found.hyper[1].posterior_positive, 0.02);  // N(-0.92, 0.29)
}

TEST_F(KnownDiagnostics, ARangeIsMetWhereThePredictionReachesIt) {
    calibration.targets[0].parts[0].observed = ObservedRange{1, 3, 0.5, true};
    EXPECT_TRUE(diagnosed().fit[0].inside);
    calibration.targets[0].parts[0].observed = ObservedRange{30, INFINITY, 500, true};
    const Diagnostics found = diagnosed();
    EXPECT_FALSE(found.fit[0].inside);
    EXPECT_NE(calibration_table(calibration, found, {}).find("above 30"), std::string::npos);
}

TEST_F(KnownDiagnostics, ADifferenceHasItsPriorAndItsPosterior) {
    const ContrastDiagnostic found = diagnosed().contrasts.at(0);
    EXPECT_NEAR(found.prior_positive, 0.5, 0.2);  // of 150 rows
    EXPECT_NEAR(found.prior.median, 0, 0.1);
    EXPECT_GT(found.posterior_positive, 0.99);
}

}  // namespace
}  // namespace twinarm::calibrate
