// iRECIST: a progression is unconfirmed (iUPD) until a later scan confirms or drops it (Seymour 2017).
#include <gtest/gtest.h>

#include <vector>

#include "kernels/endpoint/assessment.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

constexpr auto PD = Response::PD, SD = Response::SD, PR = Response::PR, CR = Response::CR;

struct Scan {
    double mm;
    bool new_lesion = false;
};

ResponseRules irecist() {
    ResponseRules rules = reference::unconfirmed_recist();
    rules.criteria = Criteria::irecist;
    return rules;
}

/// Readings of a tumour of 100 mm at baseline, every `interval` weeks.
Assessment read(const std::vector<Scan>& scans, int interval = 6) {
    const ScanSchedule schedule = reference::scans_every(interval * reference::week, 200 * reference::week);
    Assessment a = assess_baseline(100);
    for (const Scan& scan : scans)
        if (!progressed(a)) assess_scan(a, scan.mm, scan.new_lesion, schedule, irecist());
    return a;
}

TEST(Irecist, TheFirstProgressionIsUnconfirmedAndScansGoOn) {
    const Assessment a = read({{120}});
    EXPECT_EQ(a.latest, PD);
    EXPECT_FALSE(progressed(a));
    EXPECT_EQ(a.unconfirmed.scan, 1);
}

TEST(Irecist, FiveMillimetresMoreConfirmItFromItsFirstScan) {
    const Assessment confirmed = read({{80}, {120}, {125}});
    EXPECT_TRUE(progressed(confirmed));
    EXPECT_EQ(progression_of(confirmed), 2);
    EXPECT_EQ(confirmed.scans.count, 4);
    const Assessment open = read({{80}, {120}, {124.9}});
    EXPECT_FALSE(progressed(open));
    EXPECT_EQ(open.latest, PD);  // still iUPD
    EXPECT_EQ(open.unconfirmed.scan, 2);
}

TEST(Irecist, GrowthIsCountedFromTheFirstUnconfirmedScan) {
    EXPECT_TRUE(progressed(read({{120}, {123}, {126}})));  // 3 mm a scan, 6 mm since iUPD
    EXPECT_EQ(progression_of(read({{120}, {123}, {126}})), 1);
}

TEST(Irecist, AnotherLesionConfirmsIt) {
    EXPECT_TRUE(progressed(read({{120}, {120, true}})));
    EXPECT_EQ(progression_of(read({{120}, {120, true}})), 1);
}

TEST(Irecist, ShrinkageDropsItAndAResponseMayFollow) {
    const Assessment a = read({{120}, {100}, {60}, {0}});
    EXPECT_EQ(a.unconfirmed.scan, -1);
    EXPECT_EQ(progression_of(a), -1);
    EXPECT_EQ(Response(a.scans.response[1]), PD);
    EXPECT_EQ(Response(a.scans.response[2]), SD);
    EXPECT_EQ(Response(a.scans.response[3]), PR);
    EXPECT_EQ(a.latest, CR);
    EXPECT_EQ(a.last_adequate, 4);
}

TEST(Irecist, AfterADroppedProgressionTheNextIsUnconfirmedAgain) {
    const Assessment a = read({{120}, {100}, {120}});
    EXPECT_EQ(a.unconfirmed.scan, 3);
    EXPECT_EQ(progression_of(read({{120}, {100}, {120}, {130}})), 3);
}

TEST(Irecist, AScanTooEarlyConfirmsNothing) {
    const Assessment early = read({{120}, {130}}, 3);
    EXPECT_FALSE(progressed(early));
    EXPECT_EQ(early.latest, PD);
    EXPECT_TRUE(progressed(read({{120}, {130}, {130}}, 3)));
    EXPECT_TRUE(progressed(read({{120}, {130}}, 4)));  // exactly
}

TEST(Irecist, AProgressionThatIsNeverConfirmedCountsFromItsFirstScan) {
    EXPECT_EQ(progression_of(read({{80}, {120}})), 2);
    EXPECT_EQ(progression_of(read({{80}, {120}, {121}, {122}})), 2);
    EXPECT_EQ(read({{80}, {120}, {121}}).last_adequate, 1);
}

TEST(Irecist, ANewLesionIsConfirmedByAnyGrowthOfTheTargets) {
    EXPECT_EQ(progression_of(read({{90, true}, {90.1, true}})), 1);
    EXPECT_TRUE(progressed(read({{90, true}, {90.1, true}})));
    const Assessment open = read({{90, true}, {89, true}});  // stable targets: remains iUPD
    EXPECT_FALSE(progressed(open));
    EXPECT_EQ(open.latest, PD);
}

TEST(Irecist, AResponseOfTheTargetsDropsANewLesionWhichIsNewNoMore) {
    const Assessment a = read({{90, true}, {60, true}, {65, true}});
    EXPECT_EQ(Response(a.scans.response[2]), PR);
    EXPECT_EQ(a.latest, PR);
    EXPECT_EQ(progression_of(a), -1);
    EXPECT_EQ(progression_of(read({{90, true}, {60, true}, {80, true}})), 3);  // +20 mm from the nadir
}

TEST(Irecist, WhatComesBackAfterACompleteResponseIsUnconfirmed) {
    const Assessment a = read({{0}, {6}});
    EXPECT_EQ(a.latest, PD);
    EXPECT_FALSE(progressed(a));
    EXPECT_EQ(read({{0}, {6}, {0}}).latest, CR);
}

TEST(Irecist, BestResponseLooksBeyondADroppedProgression) {
    const Assessment a = read({{120}, {60}, {50}});
    const ScanSchedule schedule = reference::scans_every(6 * reference::week, 52 * reference::week);
    ResponseRules rules = irecist();
    rules.confirmation_min = 28 * reference::day;
    EXPECT_EQ(best_overall_response(a.scans, schedule, rules).response, PR);
    EXPECT_EQ(best_overall_response(a.scans, schedule, rules).first_scan, 2);
}

TEST(TreatmentBeyondProgression, RulesSeeAProgressionOnlyOnceItIsConfirmed) {
    ResponseRules rules = irecist();
    const Assessment open = read({{120}}), confirmed = read({{120}, {130}});
    EXPECT_EQ(response_for_rules(open, rules), PD);
    rules.treat_beyond_progression = 1;
    EXPECT_EQ(response_for_rules(open, rules), SD);
    EXPECT_EQ(response_for_rules(confirmed, rules), PD);
    EXPECT_EQ(response_for_rules(read({{60}}), rules), PR);
}

}  // namespace
}  // namespace twinarm
