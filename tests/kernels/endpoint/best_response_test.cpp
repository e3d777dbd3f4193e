// Best overall response from a row of scans: confirmation, what may lie between, the least time of stable
// disease.
#include <gtest/gtest.h>

#include <initializer_list>

#include "kernels/endpoint/recist.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

constexpr auto NE = Response::NE, PD = Response::PD, SD = Response::SD, PR = Response::PR, CR = Response::CR;

struct Reading {
    int confirmation_d = 28;
    int scan_interval_d = 42;
    int accept_stable_between = 1;
    int stable_d = 42;
    int missed_between = 1;
    int disease_control_d = -1;  ///< as stable_d

    BestResponse of(std::initializer_list<Response> scans) const {
        ResponseRules rules = reference::unconfirmed_recist();
        rules.confirmation_min = confirmation_d * reference::day;
        rules.stable_min = stable_d * reference::day;
        rules.disease_control_min = (disease_control_d < 0 ? stable_d : disease_control_d) * reference::day;
        rules.accept_stable_between = accept_stable_between;
        rules.missed_between = missed_between;
        const ScanSchedule schedule =
            reference::scans_every(scan_interval_d * reference::day, 200 * reference::week);
        ScanResponses read{};
        read.count = 1;
        for (const Response r : scans) read.response[read.count++] = std::int8_t(r);
        return best_overall_response(read, schedule, rules);
    }
};

/// With confirmation of at least 28 d, scans every 42 d.
Response confirmed(std::initializer_list<Response> scans) {
    return Reading{}.of(scans).response;
}
Response unconfirmed(std::initializer_list<Response> scans) {
    return Reading{.confirmation_d = 0}.of(scans).response;
}

TEST(BestResponse, WithOnlyABaselineIsNotEvaluable) {
    EXPECT_EQ(confirmed({}), NE);
    EXPECT_EQ(confirmed({NE, NE}), NE);
    EXPECT_EQ(unconfirmed({}), NE);
}

TEST(BestResponse, APartialResponseAtTheLastScanIsUnconfirmed) {
    EXPECT_EQ(confirmed({SD, PR}), SD);
    EXPECT_EQ(unconfirmed({SD, PR}), PR);
}

TEST(BestResponse, TwoPartialResponsesInARowAreOne) {
    const BestResponse best = Reading{}.of({SD, PR, PR, PD});
    EXPECT_EQ(best.response, PR);
    EXPECT_EQ(best.first_scan, 2);
}

TEST(BestResponse, AResponseFollowedByProgressionIsStableDiseaseWhereConfirmationIsAsked) {
    EXPECT_EQ(confirmed({PR, PD}), SD);
    EXPECT_EQ(confirmed({CR, PD}), SD);
    EXPECT_EQ(unconfirmed({PR, PD}), PR);
}

TEST(BestResponse, StableDiseaseBetweenTwoPartialResponsesConfirmsWhereAccepted) {
    EXPECT_EQ(confirmed({PR, SD, PR}), PR);
    EXPECT_EQ(Reading{.accept_stable_between = 0}.of({PR, SD, PR}).response, SD);
}

// One SD within the confirmation period, as accept_sd of admiralonco's derive_param_confirmed_resp.
TEST(BestResponse, OnlyOneStableScanMayLieBetweenTwoPartialResponses) {
    EXPECT_EQ(confirmed({PR, SD, SD, PR}), SD);
    EXPECT_EQ(confirmed({PR, SD, SD, SD, SD, PR, PD}), SD);
    EXPECT_EQ(confirmed({PR, SD, NE, PR}), PR);  // one of each
    EXPECT_EQ(confirmed({PR, SD, SD, PR, SD, PR}), PR);
    EXPECT_EQ(Reading{}.of({PR, SD, SD, PR, SD, PR}).first_scan, 4);
}

TEST(BestResponse, OneMissedScanBetweenDoesNotPreventConfirmationTwoDo) {
    EXPECT_EQ(confirmed({CR, NE, CR}), CR);
    EXPECT_EQ(confirmed({PR, NE, PR}), PR);
    EXPECT_EQ(confirmed({CR, NE, NE, CR}), SD);
    EXPECT_EQ(confirmed({PR, NE, NE, PR}), SD);
}

TEST(BestResponse, AsManyScansMayBeMissedBeforeTheConfirmationAsTheRulesSay) {
    EXPECT_EQ(Reading{.missed_between = 0}.of({PR, NE, PR}).response, SD);
    EXPECT_EQ(Reading{.missed_between = 2}.of({PR, NE, NE, PR}).response, PR);
    EXPECT_EQ(Reading{.missed_between = 2}.of({PR, NE, NE, NE, PR}).response, SD);
}

TEST(BestResponse, ACompleteResponseConfirmedOnlyByAPartialOneIsPartial) {
    EXPECT_EQ(confirmed({CR, PR}), PR);
    EXPECT_EQ(confirmed({PR, CR}), PR);
    EXPECT_EQ(confirmed({PR, CR, CR}), CR);
}

TEST(BestResponse, StableDiseaseBetweenTwoCompleteResponsesLeavesAPartialOne) {
    EXPECT_EQ(confirmed({CR, SD, CR}), PR);
}

TEST(BestResponse, AScanTooEarlyToConfirmDoesNotPreventALaterOne) {
    const Reading weekly{.confirmation_d = 28, .scan_interval_d = 21};
    EXPECT_EQ(weekly.of({SD, PR, PR}).response, SD);
    EXPECT_EQ(weekly.of({SD, PR, PR, PR}).response, PR);
    EXPECT_EQ(Reading({.confirmation_d = 28, .scan_interval_d = 28}).of({PR, PR}).response, PR);  // exactly
}

TEST(BestResponse, TheTimeOfResponseIsThatOfTheFirstConfirmedOne) {
    const BestResponse best = Reading{}.of({PR, NE, NE, SD, PR, CR, CR});
    EXPECT_EQ(best.response, CR);
    EXPECT_EQ(best.first_scan, 5);
}

TEST(BestResponse, StableDiseaseNeedsAScanAtItsLeastTime) {
    const Reading early{.scan_interval_d = 21, .stable_d = 42};
    EXPECT_EQ(early.of({SD}).response, NE);
    EXPECT_EQ(early.of({SD, SD}).response, SD);
    EXPECT_EQ(early.of({SD, PD}).response, PD);
    EXPECT_EQ(early.of({PR, PD}).response, PD);  // unconfirmed, and too early for stable disease
    EXPECT_EQ(Reading({.stable_d = 43}).of({SD}).response, NE);
    EXPECT_EQ(Reading({.stable_d = 42}).of({SD}).response, SD);
}

TEST(BestResponse, DiseaseControlHasALeastTimeOfItsOwn) {
    const Reading half_a_year{.disease_control_d = 168};
    EXPECT_FALSE(half_a_year.of({SD, SD, SD}).disease_control);  // until day 126
    EXPECT_EQ(half_a_year.of({SD, SD, SD}).response, SD);
    EXPECT_TRUE(half_a_year.of({SD, SD, SD, SD}).disease_control);  // day 168
    EXPECT_FALSE(half_a_year.of({SD, SD, SD, PD}).disease_control);
    EXPECT_TRUE(half_a_year.of({PR, PR, PD}).disease_control);  // a response, however short
    EXPECT_TRUE(Reading{.disease_control_d = 42}.of({SD}).disease_control);
}

TEST(BestResponse, WithoutATimeOfItsOwnDiseaseControlIsAResponseOrStableDisease) {
    EXPECT_TRUE(Reading{}.of({SD}).disease_control);
    EXPECT_FALSE(Reading{}.of({PD}).disease_control);
    EXPECT_FALSE(Reading{}.of({NE}).disease_control);
    EXPECT_FALSE(Reading{.stable_d = 43}.of({SD}).disease_control);
}

TEST(BestResponse, ProgressionAtTheFirstScanIsProgression) {
    EXPECT_EQ(confirmed({PD}), PD);
    EXPECT_EQ(confirmed({NE, PD}), PD);
}

}  // namespace
}  // namespace twinarm
