// Doses that were given, written as an event table and read again.
#include "host/table/event_table.hpp"

#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::table {
namespace {

class GivenDoses : public cohort::CohortFiles {};

TEST_F(GivenDoses, HaveARowEachInTheEnginesUnits) {
    cohort::Cohort c;
    c.study.arm_count = 1;
    Arm& arm = c.study.arms[0];
    arm.regimen_count = 2;
    arm.regimens[0].drug = Drug::nktr214;
    arm.regimens[0].infusion_min = 15;
    arm.regimens[1].drug = Drug::nivolumab;
    arm.regimens[1].infusion_min = 30;
    CourseLog log;
    log.outcome.patient = 17;
    log.doses = {{0, 0, 0, 0, 0, DoseDecision::given, -1, 31.5},
                 {0, 1, 0, 0, 0, DoseDecision::given, -1, 360},
                 {504, 0, 1, 0, 0, DoseDecision::held, 0, 0},
                 {528, 0, 1, 0, 0, DoseDecision::reduced, 1, 15.75}};
    EXPECT_EQ(event_table(c, 0, log),
              "ID,TIME,EVID,AMT,CMT,RATE,II,ADDL,SS\n17,0,1,31.5,1,126,0,0,0\n17,0,1,360,2,720,0,0,0\n"
              "17,528,1,15.75,1,63,0,0,0\n");
    const auto compartments = event_compartments(c, 0);
    ASSERT_EQ(compartments.size(), 2u);
    EXPECT_EQ(compartments[0].drug, "NKTR-214");
    EXPECT_EQ(compartments[0].unit, "nmol");
    EXPECT_EQ(compartments[1].unit, "mg");
}

TEST_F(GivenDoses, UnderTheSkinHaveNoRate) {
    cohort::Cohort c;
    c.study.arm_count = 1;
    c.study.arms[0].regimen_count = 1;
    CourseLog log{};
    log.doses = {{0, 0, 0, 0, 0, DoseDecision::given, -1, 31.5}};
    EXPECT_EQ(event_table(c, 0, log), "ID,TIME,EVID,AMT,CMT,RATE,II,ADDL,SS\n0,0,1,31.5,1,0,0,0,0\n");
}

TEST_F(GivenDoses, IntoAVeinAndUnderTheSkinAreTwoCompartments) {
    cohort::Cohort c;
    c.study.arm_count = 1;
    c.study.arms[0].regimen_count = 3;
    c.study.arms[0].regimens[0].infusion_min = c.study.arms[0].regimens[2].infusion_min = 15;
    const auto compartments = event_compartments(c, 0);
    ASSERT_EQ(compartments.size(), 2u);
    EXPECT_FALSE(compartments[0].under_the_skin);
    EXPECT_TRUE(compartments[1].under_the_skin);
}

/// The same patient, given the doses of a table, has the course that the table was made of.
TEST_F(GivenDoses, GiveTheSameCourseWhereTheyAreRead) {
    const std::string arm =
        "[[arm]]\nid = \"a\"\nregimens = [\"nktr214_6ug_q3w\", \"nivolumab_360mg_q3w\"]\n";
    const cohort::Cohort by_rules = read_over_base(arm);
    const CourseLog log = simulate_course(by_rules.study, 1, 0);
    ASSERT_GE(log.doses.size(), 4u);
    write("doses.csv", event_table(by_rules, 0, log));
    const cohort::Cohort by_table = read_over_base(
        "[[arm]]\nid = \"a\"\nevents = { file = \"doses.csv\", compartments = [{ drug = \"nktr214\", unit = "
        "\"nmol\" "
        "}, { drug = \"nivolumab\", unit = \"mg\" }] }\n");
    const CourseLog again = simulate_course(by_table.study, 1, 0);
    EXPECT_EQ(event_table(by_table, 0, again), event_table(by_rules, 0, log));
    EXPECT_EQ(again.outcome.os_h, log.outcome.os_h);
    EXPECT_EQ(again.outcome.pfs_h, log.outcome.pfs_h);
    EXPECT_EQ(again.outcome.best_change, log.outcome.best_change);
}

}  // namespace
}  // namespace twinarm::table
