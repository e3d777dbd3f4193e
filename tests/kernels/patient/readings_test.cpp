// What is read of a course at midnights and at ends of legs, and what of it becomes an outcome.
#include "kernels/patient/readings.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "kernels/launch/simulate_course.hpp"
#include "kernels/patient/finish.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

/// The outcome of a course in which the CD8:Treg ratio is `ratio(day)` in blood and its square in the tumour,
/// read at these days; every reading but the last ends a leg.
Outcome read_at(const std::vector<double>& days, const std::function<double(double)>& ratio, bool died) {
    Study study = study_without_arms(typical_population(), 52 * week);
    add_arm(study, arm_of(1, {}));
    Outcome outcome{};
    Course c{};
    c.study = &study, c.arm = &study.arms[0], c.schedule = &study.scans[0], c.outcome = &outcome;
    c.leg.patient = typical_patient();
    c.leg.constant = patient_constants(c.leg.patient);
    c.assessment = assess_baseline(80);
    Readings<double>& readings = c.leg.watch.readings;
    readings = no_readings<double>();
    const ReadingInputs<double> inputs{c.leg.patient.lymphocytes, c.leg.patient.toxicity, c.leg.constant};
    State<double> y = untreated(c.leg.patient.tumour);
    double start = 0;
    for (const double day : days) {
        readings.leg_start = start, readings.latest = 0;
        y[treg] = 2, y[cd8] = 2 * ratio(day);
        y[tumour_treg] = 1;
        y[bystander_cd8] = 0.25 * ratio(day) * ratio(day), y[tumour_cd8] = 3 * y[bystander_cd8];
        take_reading(readings, inputs, true, day * 24 - start, [&](int i) { return y[i]; });
        start = day * 24;
    }
    finish(c, start + 5, died);
    return outcome;
}

std::vector<double> every_day_until(int last) {
    std::vector<double> days;
    for (int day = 1; day <= last; ++day) days.push_back(day);
    return days;
}
double rising(double day) {
    return 1 + day / 10;
}

// Trapezoids are exact for the line, and for its square off by h^2 / 6 of (1/10)^2.
TEST(Readings, OfARatioAreThoseOfTwoDaysAndItsMeanOfNineWeeks) {
    for (const int last : {63, 100}) {
        const Outcome o = read_at(every_day_until(last), rising, false);
        EXPECT_DOUBLE_EQ(o.cd8_treg_blood_d7, 1.7);
        EXPECT_DOUBLE_EQ(o.cd8_treg_blood_d21, 3.1);
        EXPECT_NEAR(o.cd8_treg_blood_mean, 1 + 6.3 / 2, 1e-13);
        EXPECT_DOUBLE_EQ(o.cd8_treg_tumour_d7, 1.7 * 1.7);
        EXPECT_DOUBLE_EQ(o.cd8_treg_tumour_d21, 3.1 * 3.1);
        EXPECT_NEAR(o.cd8_treg_tumour_mean, 1 + 6.3 + 6.3 * 6.3 / 3 + 0.01 / 6, 1e-12);
    }
}

TEST(Readings, OfAPatientWhoDiesOnDayTenHaveTheLastReadingForADayThatIsNotReached) {
    const Outcome o = read_at(every_day_until(10), rising, true);
    EXPECT_DOUBLE_EQ(o.cd8_treg_blood_d7, 1.7);
    EXPECT_DOUBLE_EQ(o.cd8_treg_blood_d21, 2);
    EXPECT_NEAR(o.cd8_treg_blood_mean, 1.5, 1e-14);
    EXPECT_DOUBLE_EQ(o.cd8_treg_tumour_d21, 4);
}

TEST(Readings, OfAPatientWhoDiesOnTheFirstDayAreThoseOfBaseline) {
    const Outcome o = read_at({}, rising, true);
    EXPECT_EQ(o.cd8_treg_blood_d7, 1);
    EXPECT_EQ(o.cd8_treg_tumour_d21, 1);
    EXPECT_EQ(o.cd8_treg_tumour_mean, 1);
}

TEST(Readings, OfADayAreTheFirstAtOrAfterIt) {
    const Outcome o = read_at({1, 6.5, 7.25, 8, 20, 22, 30}, rising, false);
    EXPECT_DOUBLE_EQ(o.cd8_treg_blood_d7, 1.725);
    EXPECT_DOUBLE_EQ(o.cd8_treg_blood_d21, 3.2);
    EXPECT_NEAR(o.cd8_treg_blood_mean, 2.5, 1e-14);
}

/// The same numbers from the points of a course, which are its midnights and its ends of legs.
struct FromPoints {
    double leak = 0, nadir = 1, peak = 1, peak_h = 0, eosinophils = 1, eosinophils_h = 0, soluble_cd25 = 1;
    double blood_d7 = -1, blood_d21 = -1, tumour_d7 = -1, tumour_d21 = -1;
    double blood_area = 0, tumour_area = 0, hours = 0;
    int grade = 0;

    explicit FromPoints(const CourseLog& log) {
        double blood_before = 1, tumour_before = 1, before = 0;
        for (const CoursePoint& p : log.points) {
            const double* y = p.state;
            const double blood = y[cd8] / y[treg];
            const double tumour = (y[tumour_cd8] + y[bystander_cd8]) / y[tumour_treg];
            leak = std::max(leak, y[twinarm::leak]);
            grade = std::max(grade, p.hypotension_grade);
            nadir = std::min(nadir, p.lymphocytes);
            if (p.lymphocytes > peak) peak = p.lymphocytes, peak_h = p.time_h;
            if (p.eosinophils > eosinophils) eosinophils = p.eosinophils, eosinophils_h = p.time_h;
            soluble_cd25 = std::max(soluble_cd25, p.soluble_cd25);
            if (blood_d7 < 0 && p.time_h >= 7 * 24) blood_d7 = blood, tumour_d7 = tumour;
            if (blood_d21 < 0 && p.time_h >= 21 * 24) blood_d21 = blood, tumour_d21 = tumour;
            if (p.time_h <= 63 * 24) {
                blood_area += (blood_before + blood) / 2 * (p.time_h - before);
                tumour_area += (tumour_before + tumour) / 2 * (p.time_h - before);
                hours = p.time_h;
            }
            blood_before = blood, tumour_before = tumour, before = p.time_h;
        }
        if (blood_d7 < 0) blood_d7 = blood_before, tumour_d7 = tumour_before;
        if (blood_d21 < 0) blood_d21 = blood_before, tumour_d21 = tumour_before;
    }
};

void expect_the_outcome_of(const CourseLog& log) {
    const FromPoints expected(log);
    const Outcome& o = log.outcome;
    EXPECT_DOUBLE_EQ(o.worst_leak, expected.leak);
    EXPECT_EQ(o.worst_hypotension_grade, expected.grade);
    EXPECT_DOUBLE_EQ(o.lymphocyte_nadir, expected.nadir);
    EXPECT_DOUBLE_EQ(o.lymphocyte_peak, expected.peak);
    EXPECT_DOUBLE_EQ(o.lymphocyte_peak_h, expected.peak_h);
    EXPECT_DOUBLE_EQ(o.eosinophil_peak, expected.eosinophils);
    EXPECT_DOUBLE_EQ(o.eosinophil_peak_h, expected.eosinophils_h);
    EXPECT_DOUBLE_EQ(o.soluble_cd25_peak, expected.soluble_cd25);
    EXPECT_DOUBLE_EQ(o.cd8_treg_blood_d7, expected.blood_d7);
    EXPECT_DOUBLE_EQ(o.cd8_treg_blood_d21, expected.blood_d21);
    EXPECT_DOUBLE_EQ(o.cd8_treg_tumour_d7, expected.tumour_d7);
    EXPECT_DOUBLE_EQ(o.cd8_treg_tumour_d21, expected.tumour_d21);
    EXPECT_NEAR(o.cd8_treg_blood_mean, expected.blood_area / expected.hours, 1e-12);
    EXPECT_NEAR(o.cd8_treg_tumour_mean, expected.tumour_area / expected.hours, 1e-12);
}

TEST(Readings, AreTheMidnightsAndTheEndsOfLegsOfACourse) {
    const Study study = reference_study(26 * week);
    for (int arm = 0; arm < study.arm_count; ++arm)
        for (std::uint64_t n = 0; n < 5; ++n) expect_the_outcome_of(simulate_course(study, n, arm));
}

TEST(Readings, EndWithAPatientWhoDiesOnDayTen) {
    Study study = study_without_arms(typical_population(), 26 * week);
    fix(study, "survival.death_burden_exponent", 0);
    fix(study, "survival.death_growth_exponent", 0);
    fix(study, "survival.entry_time", 1e-6);
    const double threshold = -std::log(uniform(1, Purpose::event_thresholds, 0, death_draw));
    fix(study, "survival.death_rate", threshold / (10.3 * 24));
    add_arm(study, arm_of(1, {nktr214()}));
    const CourseLog log = simulate_course(study, 0, 0);
    ASSERT_NEAR(log.outcome.os_h, 10.3 * 24, 1e-3);
    EXPECT_EQ(log.points.back().time_h, 10 * 24);
    expect_the_outcome_of(log);
    EXPECT_GT(log.outcome.cd8_treg_tumour_d7, 1);
    EXPECT_NE(log.outcome.cd8_treg_tumour_d21, log.outcome.cd8_treg_tumour_d7);
}

}  // namespace
}  // namespace twinarm
