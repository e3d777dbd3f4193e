// Regimens that start at progression or after a stop.
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

const std::string arm = "[[arm]]\nid = \"a\"\nregimens = ";

class RegimenStarts : public CohortFiles {
  protected:
    /// Nivolumab, stopped at progression, and `second` from line 5 on, which takes over its keys.
    static std::string then(const std::string& second, const std::string& regimens) {
        return "[regimen.second]\nlike = \"nivolumab_360mg_q3w\"\n" + second + "\n" + arm + regimens + "\n";
    }
};

const std::string both = "[\"nivolumab_360mg_q3w\", \"second\"]";

TEST_F(RegimenStarts, ADoseCanBeRaisedAtProgression) {
    const Cohort c = read_over_base(then("starts = \"progression\"\ndose = \"720 mg\"\nrule = []", both));
    EXPECT_EQ(c.study.arms[0].regimens[1].start, RegimenStart::progression);
    EXPECT_EQ(c.arms[0].regimen_labels.at(1), "nivolumab 720 mg every 21 d, from progression on");
    EXPECT_TRUE(c.warnings.empty());  // that it goes on after progression is meant
}

TEST_F(RegimenStarts, ItMustNotBeStoppedThere) {
    EXPECT_EQ(
        error_over_base(then("starts = \"progression\"", both)),
        "c.toml:5:10: it starts at progression, where its rule 1 keeps every dose from being given: give it "
        "rules of its own, `rule = []` for none");
}

TEST_F(RegimenStarts, WhatItFollowsMustStopThere) {
    EXPECT_EQ(
        error_over_base("[regimen.first]\nlike = \"nivolumab_360mg_q3w\"\nrule = []\n" +
                        then("starts = \"progression\"\nrule = []", "[\"first\", \"second\"]"))
            .find("c.toml:12:22: regimens of one drug follow each other in an arm, and nothing keeps `first` "
                  "and `second` apart"),
        0u);
    EXPECT_EQ(error_over_base("[regimen.first]\nlike = \"nivolumab_360mg_q3w\"\nrule = []\n" +
                              then("starts = \"progression\"\nrule = []", "[\"second\", \"first\"]"))
                  .find("c.toml:12:23: regimens of one drug"),
              0u);
}

TEST_F(RegimenStarts, ADrugCanBeGivenAgainAfterItsStop) {
    const std::string again = "starts = { stopped = \"nivolumab_360mg_q3w\" }\nfirst_dose = \"28 d\"";
    const Arm a = read_over_base(then(again, both)).study.arms[0];
    EXPECT_EQ(a.regimens[1].start, RegimenStart::stop);
    EXPECT_EQ(a.regimens[1].start_after, 0);
    EXPECT_EQ(a.regimens[1].first_dose_min, 28 * 1440);
    EXPECT_EQ(read_over_base(then(again, both)).arms[0].regimen_labels.at(1),
              "nivolumab 360 mg every 21 d, after the stop of nivolumab_360mg_q3w");
    EXPECT_EQ(error_over_base(then(again, "[\"second\", \"nivolumab_360mg_q3w\"]"))
                  .rfind("c.toml:9:13: `second` starts when `nivolumab_360mg_q3w` is stopped: list "
                         "`nivolumab_360mg_q3w` before it",
                         0),
              0u);
    EXPECT_EQ(
        error_over_base(then(again, "[\"second\"]")),
        "c.toml:9:13: `second` starts when `nivolumab_360mg_q3w` is stopped: list `nivolumab_360mg_q3w` "
        "before it");
}

TEST_F(RegimenStarts, WhatIsNeverStoppedIsNotFollowed) {
    EXPECT_EQ(
        error_over_base(then("starts = { stopped = \"hd\" }", "[\"hd\", \"second\"]")),
        "c.toml:8:19: `second` starts when `hd` is stopped, and no rule of `hd` does that (`do = \"stop\"`)");
}

TEST_F(RegimenStarts, OtherEventsAreRefusedInTheirPlace) {
    EXPECT_EQ(error_over_base(then("starts = \"PD\"", "[\"second\"]")),
              "c.toml:5:10: `starts` is \"progression\" or { stopped = \"NAME\" }, got \"PD\"; without it a "
              "regimen starts with treatment, after `first_dose`");
    EXPECT_EQ(error_over_base(then("starts = { stopped = \"dh\" }", "[]")),
              "c.toml:5:22: no such regimen `dh` (did you mean `hd`?)");
    EXPECT_NE(error_over_base(then("starts = { stoped = \"hd\" }", "[]")).find("c.toml:5:12: "),
              std::string::npos);
}

/// Three regimens of one drug, each after the stop of the one before it.
TEST_F(RegimenStarts, StopsCanBeFollowedInAChain) {
    EXPECT_EQ(error_over_base(
                  "[regimen.third]\nlike = \"nivolumab_360mg_q3w\"\nstarts = { stopped = \"second\" }\n" +
                  then("starts = { stopped = \"nivolumab_360mg_q3w\" }",
                       "[\"nivolumab_360mg_q3w\", \"second\", \"third\"]")),
              "");
}

}  // namespace
}  // namespace twinarm::cohort
