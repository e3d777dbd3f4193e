// The doses that `show` prints where a regimen has levels.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "host/table/course_json.hpp"
#include "host/table/course_table.hpp"

namespace twinarm::table {
namespace {

/// NKTR-214 at 10 or 20 nmol, with rules that lower and raise the dose; nivolumab has no levels.
cohort::Cohort with_levels() {
    cohort::Cohort c;
    c.arms.push_back({"a", "both", 10, {}});
    c.study.arm_count = 1;
    Arm& arm = c.study.arms[0];
    arm.regimen_count = 2;
    Regimen& r = arm.regimens[0];
    r.drug = Drug::nktr214;
    r.level_count = 2;
    r.rule_count = 2;
    r.rules[0] = {RuleVariable::grade_since_dose,
                  Comparison::greater_or_equal,
                  RuleAction::reduce,
                  RuleMoment::before_dose,
                  3,
                  -1};
    r.rules[1] = {RuleVariable::level_doses,
                  Comparison::greater_or_equal,
                  RuleAction::escalate,
                  RuleMoment::before_dose,
                  1,
                  -1};
    arm.regimens[1].drug = Drug::nivolumab;
    return c;
}

CourseLog course() {
    CourseLog log;
    log.scans.push_back({0, 50, 50, false, Response::NE});
    log.doses = {{0, 0, 0, 0, 0, DoseDecision::given, -1, 20, 1},
                 {0, 1, 0, 0, 0, DoseDecision::given, -1, 360, 0},
                 {504, 0, 1, 0, 0, DoseDecision::reduced, 0, 10, 0},
                 {1008, 0, 2, 0, 0, DoseDecision::escalated, 1, 20, 1}};
    return log;
}

TEST(DoseTable, HasTheLevelOfEachDoseAndWhyItChanged) {
    const std::string text = course_table(with_levels(), 0, course(), 24);
    const std::string doses = text.substr(text.find("DOSES"), text.find("\nSCANS") - text.find("DOSES"));
    std::string rule;
    for (int i = 0; i < 108; ++i) rule += "─";
    EXPECT_EQ(
        doses,
        "DOSES\n    day  drug       course  cycle  dose  level  decision      amount  because\n  " + rule +
            "\n"
            "   0.00  NKTR-214        1      1     1      2  given      20.0 nmol\n"
            "   0.00  nivolumab       1      1     1         given         360 mg\n"
            "  21.00  NKTR-214        2      1     1      1  reduced    10.0 nmol  worst grade since the "
            "previous dose >= 3\n"
            "  42.00  NKTR-214        3      1     1      2  escalated  20.0 nmol  doses at the level >= "
            "1\n");
}

TEST(DoseJson, HasTheLevelWhereThereAreLevels) {
    const auto doses = course_json(with_levels(), 0, course(), 24)["doses"];
    EXPECT_EQ(doses[0]["level"], 2);
    EXPECT_FALSE(doses[1].contains("level"));
    EXPECT_EQ(doses[2]["level"], 1);
    EXPECT_EQ(doses[2]["decision"], "reduced");
    EXPECT_EQ(doses[3]["decision"], "escalated");
}

}  // namespace
}  // namespace twinarm::table
