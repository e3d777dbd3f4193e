// Eosinophils and soluble CD25 from reading to reading: against closed forms, and against the same equations
// integrated.
#include "kernels/model/blood_markers.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>

#include "kernels/model/physiology.hpp"
#include "tests/kernels/independent_solver.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

// x' = k (d - x), d on a line from d_0 to d_1 in a time h, has the closed form
//   x = d_1 - s / k + (x_0 - d_0 + s / k) e^(-k h),   s = (d_1 - d_0) / h.
double closed_form(double x, double k, double h, double d_0, double d_1) {
    const double lag = (d_1 - d_0) / h / k;
    return d_1 - lag + (x - d_0 + lag) * std::exp(-k * h);
}

TEST(BloodMarkers, FollowIsTheClosedFormForADriveOnALine) {
    for (const double k : {0.002, 0.01, 0.1})
        for (const double h : {1.0, 7.75, 24.0})
            EXPECT_NEAR(follow(2.5, decay_over(k, h), 1.0, 40.0), closed_form(2.5, k, h, 1, 40), 1e-11)
                << k << " " << h;
}

// Below k h = 1e-3 a series stands for (1 - e^-kh) / kh; its first missing term is (k h)^2 / 6 < 2e-7, times
// a change of the drive of 39. The closed form itself loses 1e-16 / (k h) there.
TEST(BloodMarkers, FollowKeepsItsDigitsWhereTheClosedFormCancels) {
    for (const double h : {1e-9, 1e-4, 0.0999, 0.1001})
        EXPECT_NEAR(follow(2.5, decay_over(0.01, h), 1.0, 40.0), closed_form(2.5, 0.01, h, 1, 40), 39 * 2e-7)
            << h;
    EXPECT_EQ(follow(2.5, decay_over(0.01, 0.0), 1.0, 40.0), 2.5);
}

TEST(BloodMarkers, RestAtTheirBaselineWithoutDrug) {
    const Patient<double> p = reference::typical_patient();
    const State<double> y = untreated(p.tumour);
    const BloodMarkers<double> rest = markers_at_rest<double>();
    const BloodMarkers<double> later =
        markers_after(rest, p.toxicity, marker_decays(p.toxicity, 17.0), [&](int i) { return y[i]; });
    EXPECT_EQ(later.eosinophils, 1);
    EXPECT_EQ(later.eosinophil_precursors, 1);
    EXPECT_EQ(later.soluble_cd25, 1);
}

/// Five days of full occupancy, then none: what drives the markers, each a relaxation as in lymphocytes.hpp.
constexpr double days_of_drug = 5, days = 30;
double relaxing(double time, double rate, double full) {
    const double end = days_of_drug * 24;
    const double risen = full * (1 - std::exp(-rate * std::min(time, end)));
    return time <= end ? risen : risen * std::exp(-rate * (time - end));
}
double state_at(double time, int state) {
    if (state == treg_signal) return relaxing(time, 0.063, 0.9);
    if (state == cd25_induction) return relaxing(time, 0.05, 0.5);
    if (state == treg) return 1 + relaxing(time, 0.01, 3);
    return 0;
}

/// The markers every day for `days`, from readings that are `h` apart.
std::vector<BloodMarkers<double>> read_every(double h) {
    const Toxicity<double> p = reference::typical_patient().toxicity;
    std::vector<BloodMarkers<double>> daily;
    BloodMarkers<double> now = markers_at_rest<double>();
    const int per_day = int(24 / h);
    for (int k = 1; k <= days * per_day; ++k) {
        now = markers_after(now, p, marker_decays(p, h), [&](int i) { return state_at(k * h, i); });
        if (k % per_day == 0) daily.push_back(now);
    }
    return daily;
}

/// The differential equations of kernels/README.md, "Toxicity", every day.
std::vector<std::array<double, 3>> integrate() {
    const Toxicity<double> p = reference::typical_patient().toxicity;
    const auto slope = [&](double t, const std::array<double, 3>& x) -> std::array<double, 3> {
        return {p.eosinophil_precursor_rate * (1 + p.eosinophil_effect * state_at(t, treg_signal) - x[0]),
                p.eosinophil_rate * (x[0] - x[1]),
                p.soluble_cd25_rate * (1 + p.soluble_cd25_of_cd8 * state_at(t, cd25_induction) +
                                       p.soluble_cd25_of_treg * (state_at(t, treg) - 1) - x[2])};
    };
    std::vector<std::array<double, 3>> daily;
    std::array<double, 3> x{1, 1, 1};
    for (int day = 0; day < days; ++day) {
        x = oracle::solve<3>(slope, x, day * 24.0, (day + 1) * 24.0, 1e-12);
        daily.push_back(x);
    }
    return daily;
}

const std::vector<std::array<double, 3>>& integrated() {
    static const std::vector<std::array<double, 3>> found = integrate();
    return found;
}

/// Largest distance of a drive from its chords over a day.
double bend_over_a_day(const std::function<double(double)>& drive) {
    double worst = 0;
    for (int day = 0; day < days; ++day)
        for (double share = 0; share <= 1; share += 1.0 / 96) {
            const double chord = (1 - share) * drive(day * 24.0) + share * drive((day + 1) * 24.0);
            worst = std::max(worst, std::abs(drive((day + share) * 24) - chord));
        }
    return worst;
}

struct Errors {
    double precursors = 0, eosinophils = 0, soluble_cd25 = 0;
};
Errors errors_every(double h) {
    const auto& exact = integrated();
    const auto found = read_every(h);
    Errors worst;
    for (std::size_t day = 0; day < exact.size(); ++day) {
        const auto raise = [](double& most, double error) { most = std::max(most, std::abs(error)); };
        raise(worst.precursors, found[day].eosinophil_precursors - exact[day][0]);
        raise(worst.eosinophils, found[day].eosinophils - exact[day][1]);
        raise(worst.soluble_cd25, found[day].soluble_cd25 - exact[day][2]);
    }
    return worst;
}

// x is its drive averaged with the weights k e^(-k s), whose sum is below 1: the error of x is no more than
// the distance of the drive from its chords, and that of eosinophils no more than what their precursors
// have of error and of bend.
TEST(BloodMarkers, AtDailyReadingsAreOffByNoMoreThanTheirDrivesBend) {
    const Toxicity<double> p = reference::typical_patient().toxicity;
    const Errors error = errors_every(24);
    const double bend =
        bend_over_a_day([&](double t) { return p.eosinophil_effect * state_at(t, treg_signal); });
    EXPECT_LT(error.precursors, bend);
    EXPECT_LT(error.soluble_cd25, bend_over_a_day([&](double t) {
                  return p.soluble_cd25_of_cd8 * state_at(t, cd25_induction) +
                         p.soluble_cd25_of_treg * state_at(t, treg);
              }));
    double peak = 0;
    for (const auto& x : integrated()) peak = std::max(peak, x[1]);
    EXPECT_GT(peak, 8);
    EXPECT_LT(error.eosinophils, 0.03 * peak);  // of the peak that is reported
}

// A chord's error falls with the square of the readings' distance; the drive's kink lies on a reading.
TEST(BloodMarkers, ConvergeToTheDifferentialEquationsAsReadingsCloseUp) {
    const Errors daily = errors_every(24), hourly = errors_every(1);
    for (const auto error : {&Errors::precursors, &Errors::eosinophils, &Errors::soluble_cd25}) {
        EXPECT_LT(hourly.*error, daily.*error / 200);
        EXPECT_NEAR(errors_every(2).*error / hourly.*error, 4, 0.2);
    }
}

// Two kinds of drive: interleukin-5 comes with the signal of Treg, soluble CD25 with what sheds it.
TEST(BloodMarkers, RiseWithWhatDrivesThem) {
    const Toxicity<double> p = reference::typical_patient().toxicity;
    const auto after_a_day = [&](int state, double value) {
        return markers_after(markers_at_rest<double>(), p, marker_decays(p, 24.0), [&](int i) {
            return i == state ? value : i == treg ? 1 : 0;
        });
    };
    EXPECT_GT(after_a_day(treg_signal, 0.5).eosinophils, 1);
    EXPECT_EQ(after_a_day(treg_signal, 0.5).soluble_cd25, 1);
    EXPECT_GT(after_a_day(cd25_induction, 0.5).soluble_cd25, 1);
    EXPECT_GT(after_a_day(treg, 2).soluble_cd25, 1);
    EXPECT_EQ(after_a_day(treg, 2).eosinophils, 1);
}

}  // namespace
}  // namespace twinarm
