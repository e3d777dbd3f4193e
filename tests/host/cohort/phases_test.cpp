// One drug in several regimens of an arm.
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

const std::string loading =
    "[regimen.first_month]\nlike = \"nivolumab_360mg_q3w\"\nevery = \"14 d\"\nmax_courses = 2\n"
    "[regimen.later]\nlike = \"nivolumab_360mg_q3w\"\nfirst_dose = \"28 d\"\ndose = \"480 mg\"\nevery = \"28 "
    "d\"\n";
const std::string arm = "[[arm]]\nid = \"switch\"\nregimens = [\"first_month\", \"later\"]\n";

class Phases : public CohortFiles {
  protected:
    /// The error where `more` stands between the regimens and the arm.
    std::string error(const std::string& more) { return error_over_base(loading + more + arm); }
};

TEST_F(Phases, OneAfterTheOtherAreTaken) {
    const Arm switched = read_over_base(loading + arm).study.arms[0];
    ASSERT_EQ(switched.regimen_count, 2);
    EXPECT_EQ(switched.regimens[0].max_courses, 2);
    EXPECT_EQ(switched.regimens[1].first_dose_min, 28 * 1440);
    EXPECT_EQ(switched.regimens[1].dose, 480);
}

TEST_F(Phases, MayTouchButNotOverlap) {
    EXPECT_EQ(error("max_duration = \"60 wk\"\n"), "");  // of the later one
    EXPECT_EQ(error_over_base("[regimen.x]\nlike = \"nivolumab_360mg_q3w\"\n" + loading +
                              "[[arm]]\nid = \"a\"\nregimens = [\"later\", \"x\"]\n"),
              "c.toml:16:22: regimens of one drug follow each other in an arm: `x` is given until day 364, "
              "`later` begins "
              "on day 28; end the first with `max_courses` or `max_duration`, or begin the second later with "
              "`first_dose`");
}

TEST_F(Phases, AHeldDoseMustNotReachTheNextOne) {
    const std::string hold =
        "[[regimen.first_month.rule]]\nwhen = \"hypotension_grade\"\nis = \">=\"\nvalue = 3\ndo = \"hold\"\n"
        "[[regimen.first_month.rule]]\nwhen = \"response\"\nis = \"==\"\nvalue = \"PD\"\ndo = \"stop\"\n";
    EXPECT_NE(error(hold).find("can be held until after `later` begins: end it with `max_duration`"),
              std::string::npos);
    std::string ended = loading;
    ended.insert(ended.find("max_courses"), "max_duration = \"28 d\"\n");
    EXPECT_EQ(error_over_base(ended + hold + arm).find("max_duration"), std::string::npos);
}

TEST_F(Phases, WhatStopsTheFirstMustStopTheSecond) {
    const std::string by_toxicity =
        "[[regimen.first_month.rule]]\nwhen = \"leak\"\nis = \">=\"\nvalue = 0.6\ndo = \"stop\"\n";
    EXPECT_NE(error(by_toxicity).find("rule 1 of `first_month` can stop the drug"), std::string::npos);
    EXPECT_NE(error("rule = []\n").find("only a stop at progression"),
              std::string::npos);  // of the later one
}

}  // namespace
}  // namespace twinarm::cohort
