// The emulator on rows whose law is known.
#include "host/calibrate/emulator.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/host/calibrate/toy_calibration.hpp"

namespace twinarm::calibrate {
namespace {

using namespace test;

double expit(double logit) {
    return 1 / (1 + std::exp(-logit));
}

Calibration one_share() {
    Calibration made = normal_calibration(3, {1200});
    made.summaries = {column("x")};
    return made;
}

ReferenceTable rows_of_few_patients(const Calibration& calibration, double middle) {
    return table_of_rows(calibration, [=](const std::vector<double>& z, std::uint64_t row) {
        return TableRow{z, {drawn_share(expit(middle + 0.5 * z[0]), 200, row, 0)}};
    });
}

// Rows of 200 patients: the noise of each is 0.15 or more on the logit, that of the surface 0.02.
TEST(Emulator, AveragesTheNoiseOfTheRows) {
    const Calibration calibration = one_share();
    const ReferenceTable table = rows_of_few_patients(calibration, -1);
    const Emulator emulator(calibration, table, rows_of(table, 0, 1), 1);
    for (const double z : {-2.0, -1.0, 0.0, 1.0, 2.0})
        EXPECT_NEAR(emulator.predicted(Eigen::Vector3d(z, 0.3, -0.7))(0), -1 + 0.5 * z, 0.06) << z;
    EXPECT_LT(emulator.error_sd(0), 0.08);
}

// One patient in fifty: weights by each row's own count would pull the surface towards rows that by chance
// have many.
TEST(Emulator, OfRareEventsIsNotBiased) {
    const Calibration calibration = one_share();
    const ReferenceTable table = rows_of_few_patients(calibration, std::log(0.02 / 0.98));
    const Emulator emulator(calibration, table, rows_of(table, 0, 1), 1);
    EXPECT_NEAR(emulator.predicted(Eigen::Vector3d::Zero())(0), std::log(0.02 / 0.98), 0.08);
}

TEST(Emulator, KnowsHowFarRowsThatItHasNotSeenLie) {
    const Calibration calibration = one_share();
    const ReferenceTable table = table_of_rows(calibration, [](const std::vector<double>& z,
                                                               std::uint64_t row) {
        return TableRow{z, {drawn_share(expit(-1 + 0.5 * z[0] + 0.3 * std::sin(9 * z[1])), 1000, row, 0)}};
    });
    std::vector<std::size_t> first, last;
    for (std::size_t i = 0; i < 1200; ++i) (i < 800 ? first : last).push_back(i);
    const Emulator emulator(calibration, table, first, 1);
    EXPECT_NEAR(emulator.error_sd(0), 0.3 / std::sqrt(2.0), 0.03);
    const EmulatorCheck check = check_emulator(calibration, emulator, table, last).front();
    EXPECT_NEAR(check.mean, 0, 0.2);
    EXPECT_NEAR(check.sd, 1, 0.12);
    EXPECT_GT(check.within_95, 0.93);  // a sine has no tails
    EXPECT_NEAR(check.explained, 0.25 / (0.25 + 0.045), 0.06);
}

TEST(Emulator, TakesTheLogarithmOfAValueThatIsComparedSo) {
    Calibration calibration = one_share();
    calibration.summaries = {value_column("x")};
    calibration.summaries[0].scale = Scale::logarithm;
    const ReferenceTable table = table_of(calibration, [](const std::vector<double>& z) {
        return TableRow{z, {{std::exp(1 + z[0]), 0.01 * std::exp(1 + z[0])}}};
    });
    const Emulator emulator(calibration, table, rows_of(table, 0, 1), 1);
    EXPECT_NEAR(emulator.predicted(Eigen::Vector3d(0.5, 0, 0))(0), 1.5, 0.01);
}

TEST(Emulator, LeavesOutWhatMovesTrialsOnly) {
    Calibration calibration = one_share();
    calibration.hyper[0].path = "trial.between_trial_sd";
    const ReferenceTable table = rows_of_few_patients(calibration, -1);
    const Emulator emulator(calibration, table, rows_of(table, 0, 1), 1);
    for (const statistics::SurfaceTerm& term : emulator.surface(0).terms) EXPECT_NE(term.a, 0);
}

}  // namespace
}  // namespace twinarm::calibrate
