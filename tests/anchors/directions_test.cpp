// Directions that trials have shown and that the shipped cohorts must have. Ranges are exact 95% limits of
// the published counts where there are any; a Monte-Carlo error is a fraction of them.
#include <gtest/gtest.h>

#include <algorithm>

#include "kernels/launch/simulate_course.hpp"
#include "tests/anchors/summary_of.hpp"

namespace twinarm {
namespace {

/// Survival at a landmark.
double at(const statistics::SurvivalSummary& survival, double months) {
    for (const statistics::Landmark& landmark : survival.landmarks)
        if (landmark.months == months) return landmark.survival.value();
    throw std::out_of_range("no such landmark");
}

void expect_within(double value, double lowest, double highest) {
    EXPECT_GE(value, lowest);
    EXPECT_LE(value, highest);
}

double orr(const trial::StudySummary& summary, const std::string& id) {
    return arm(summary, id).orr_population.estimate.value();
}

TEST(Directions, CompleteResponsesToHighDoseIl2LastAndPartialOnesMostlyDoNot) {
    const trial::StudySummary summary = summary_of("select.toml", 3000);
    const trial::ArmSummary& a = arm(summary, "aldesleukin");
    expect_within(at(a.complete_duration, 36), 0.61, 1);  // 19 of 23 never relapsed (Klapper 2008)
    EXPECT_LT(at(a.partial_duration, 36), 0.5);           // every partial response did
    expect_within(at(a.pfs, 36), 0.059, 0.178);           // 13 of 120 (SELECT)
    EXPECT_GT(at(a.pfs, 48), 0.75 * at(a.pfs, 36));       // who is free after three years mostly stays so
    expect_within(a.os.median_days.value() / statistics::days_per_month, 33, 53);  // 42.8 and 41 months
}

TEST(Directions, TenfoldDoseIsWorthAboutEightPointsAndHalfTheDosesAboutNone) {
    const trial::StudySummary levels = summary_of("predictions/p01_high_low_subcutaneous.toml", 4000);
    expect_within(orr(levels, "high_dose") - orr(levels, "low_dose"), 0.03, 0.13);
    EXPECT_GT(orr(levels, "low_dose"), orr(levels, "subcutaneous"));
    const trial::StudySummary doses = summary_of("predictions/p02_restricted_first_cycle.toml", 4000);
    expect_within(orr(doses, "liberal") - orr(doses, "restricted"), -0.03, 0.03);
    EXPECT_GE(arm(doses, "liberal").spreads[OutcomeIndex::first_cycle_doses].p50, 12);
    EXPECT_LE(arm(doses, "restricted").spreads[OutcomeIndex::first_cycle_doses].p50, 7);
}

TEST(Directions, Cd8ToTregInTheTumourRisesUnderNktr214AboveAldesleukinAtThreeWeeks) {
    const trial::StudySummary summary = summary_of("head_to_head.toml", 2000);
    const trial::OutcomeSpreads& nktr214 = arm(summary, "nktr214").spreads;
    const trial::OutcomeSpreads& aldesleukin = arm(summary, "aldesleukin").spreads;
    for (const OutcomeIndex when : {OutcomeIndex::cd8_treg_tumour_d7, OutcomeIndex::cd8_treg_tumour_d21}) {
        EXPECT_GT(nktr214[when].p10, 1);
        EXPECT_GT(nktr214[when].p50, aldesleukin[when].p50);
    }
    EXPECT_GT(nktr214[OutcomeIndex::cd8_treg_tumour_mean].p50, 1);
}

TEST(Directions, SevereHypotensionIsFrequentUnderHighDoseRareUnderNktr214AndMoreFrequentInResponders) {
    const trial::StudySummary summary = summary_of("head_to_head.toml", 4000);
    const trial::ArmSummary& aldesleukin = arm(summary, "aldesleukin");
    expect_within(aldesleukin.severe_hypotension(), 0.31, 0.81);                // Kammula 1998
    expect_within(arm(summary, "nktr214").severe_hypotension(), 0.025, 0.312);  // 3 of 25 (EXCEL)
    EXPECT_GT(*aldesleukin.orr_severe.estimate, *aldesleukin.orr_not_severe.estimate);
}

TEST(Directions, UntreatedKidneyCancerShrinksNowAndThen) {
    const trial::StudySummary summary = summary_of("predictions/p08_placebo.toml", 3000);
    expect_within(orr(summary, "placebo"), 0.025, 0.139);  // 6 of 90 (Gleave 1998)
}

TEST(Directions, SurvivalOfMelanomaUnderHighDoseIl2FallsAsThatOfTheSeries) {
    const trial::StudySummary summary = summary_of("predictions/p05_melanoma_series.toml", 3000);
    const statistics::SurvivalSummary& os = arm(summary, "aldesleukin").os;
    // 59, 41 and 31% of 314 (Payne 2014), and 4 points for series that differ
    expect_within(at(os, 12), 0.49, 0.69);
    expect_within(at(os, 24), 0.31, 0.51);
    expect_within(at(os, 36), 0.21, 0.41);
}

TEST(Directions, SurvivalOfKidneyCancerUnderHighDoseIl2IsThatOfASeries) {
    const trial::StudySummary summary = summary_over_populations("predictions/p05_mrcc_series.toml", 5000);
    const trial::ArmPredictive& predictive = arm(summary, "series_of_186").predictive;
    // 75, 56 and 44% of 186 after 1, 2 and 3 years, so a median of about 30 months (Payne 2014), beside 42.8
    // in SELECT
    const double published[] = {0.75, 0.56, 0.44};
    for (std::size_t year = 1; year <= 3; ++year) {
        const trial::PredictiveRange& range = predictive.os.at(year).survival.one_trial;
        EXPECT_EQ(predictive.os.at(year).months, 12.0 * double(year));
        expect_within(published[year - 1], *range.lower, *range.upper);
    }
    EXPECT_LT(*predictive.os_median_days.one_trial.lower, 30 * statistics::days_per_month);
    EXPECT_GT(*predictive.os_median_days.one_trial.median, 30 * statistics::days_per_month);
}

TEST(Directions, DepthOfResponseIsNotAllOrNothingAndSomeResponsesComeLate) {
    const trial::StudySummary summary = summary_of("predictions/p09_nivolumab_melanoma.toml", 3000);
    const trial::ArmSummary& a = arm(summary, "trial_of_316");
    expect_within(a.spreads[OutcomeIndex::best_change].p50, -0.5,
                  -0.1);  // -34.5% (CheckMate 067, from memory)
    expect_within(*a.late_responses.estimate, 0.03, 0.3);
}

/// The median over 200 patients of what their courses had at a day.
template <class Read>
double median_at(const cohort::Cohort& cohort, int arm, double day, const Read& read) {
    std::vector<double> values;
    for (std::uint64_t patient = 0; patient < 200; ++patient)
        for (const CoursePoint& point : simulate_course(cohort.study, patient, arm).points)
            if (point.time_h >= day * 24) {
                values.push_back(read(point));
                break;
            }
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
    return values[values.size() / 2];
}

TEST(Directions, LymphocytesFallAtOnceAndStandAtTwoToThreeTimesBaselineAroundDayEightOfNktr214) {
    const cohort::Cohort cohort = shipped("excel.toml");
    constexpr int level_6ug_q3w = 1;
    const auto lymphocytes = [](const CoursePoint& p) { return p.lymphocytes; };
    EXPECT_LT(median_at(cohort, level_6ug_q3w, 2, lymphocytes), 0.6);
    expect_within(median_at(cohort, level_6ug_q3w, 8, lymphocytes), 2, 3);
    const auto tregs = [](const CoursePoint& p) { return p.state[treg]; };
    const double risen = median_at(cohort, level_6ug_q3w, 7, tregs);
    EXPECT_GT(risen, 2);
    EXPECT_LT(median_at(cohort, level_6ug_q3w, 20, tregs) - 1, 0.5 * (risen - 1));  // and come down again
}

TEST(Directions, AldesleukinEmptiesBloodThenOvershootsAndRaisesEosinophils) {
    const trial::StudySummary summary = summary_of("select.toml", 1000);
    const trial::OutcomeSpreads& spreads = arm(summary, "aldesleukin").spreads;
    EXPECT_LT(spreads[OutcomeIndex::lymphocyte_nadir].p50, 0.4);
    expect_within(spreads[OutcomeIndex::lymphocyte_peak].p50, 2, 5);
    expect_within(spreads[OutcomeIndex::eosinophil_peak].p50, 8,
                  20);  // up to 20-fold (van Haelst Pisani 1991)
}

}  // namespace
}  // namespace twinarm
