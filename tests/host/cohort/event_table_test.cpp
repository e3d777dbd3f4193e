// Event tables: rows become schedules, schedules regimens of an arm, and every mistake has its row and
// column.
#include "host/cohort/event_table.hpp"

#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

std::vector<DoseTrain> trains(const std::string& text, int compartments = 1) {
    base::Report report;
    auto found = read_event_table(text, "t.csv", 60, compartments, report);
    report.throw_if_any();
    return found;
}

std::string message(const std::string& text) {
    try {
        trains(text);
        return "";
    } catch (const base::CohortError& error) {
        return error.what();
    }
}

TEST(EventTable, AddlAndIiAreDosesAtAnInterval) {
    const auto found = trains("TIME,AMT,RATE,II,ADDL\n0,360,720,504,7\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].value, 360);
    EXPECT_EQ(found[0].infusion_min, 30);
    EXPECT_EQ(found[0].count[0], 8);
    EXPECT_EQ(found[0].interval_min[0], 504 * 60);
    EXPECT_EQ(found[0].last_min(), 7 * 504 * 60);
}

TEST(EventTable, EqualRowsAtEqualIntervalsAreTheSame) {
    const auto found = trains("ID,TIME,EVID,AMT\n1,0,1,360\n1,24,0,.\n1,504,1,360\n1,1008,1,360\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].count[0], 3);
    EXPECT_EQ(found[0].infusion_min, 1);  // a bolus
}

/// High-dose IL-2: two cycles of 14 doses, twice.
TEST(EventTable, CyclesAndCoursesAreFound) {
    const auto found = trains("TIME,AMT,II,ADDL\n0,1,8,13\n336,1,8,13\n2016,1,8,13\n2352,1,8,13\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].count, (std::array<std::int64_t, 3>{14, 2, 2}));
    EXPECT_EQ(found[0].interval_min, (std::array<std::int64_t, 3>{480, 336 * 60, 2016 * 60}));
}

TEST(EventTable, AnotherAmountOrCompartmentIsAnotherSchedule) {
    const auto found = trains("TIME,AMT,CMT,II,ADDL\n0,240,1,336,1\n0,5,2,504,9\n672,480,1,672,3\n", 2);
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].count[0], 2);
    EXPECT_EQ(found[1].compartment, 2);
    EXPECT_EQ(found[2].first_min, 672 * 60);
    EXPECT_EQ(found[2].row.line, 4);
}

TEST(EventTable, OrderOfColumnsCaseCommentsAndOtherColumnsDoNotMatter) {
    EXPECT_EQ(trains("# from a model\nDV,amt,Time\n.,360,0\n").at(0).value, 360);
}

TEST(EventTable, MistakesHaveTheirPlace) {
    EXPECT_EQ(message(""), "t.csv:1:1: no header: an event table has the columns TIME and AMT");
    EXPECT_EQ(message("TIME,DOSE\n").find("t.csv:1:1: an event table has a column AMT"), 0u);
    EXPECT_EQ(message("TIME,AMT,AMT\n"), "t.csv:1:10: column AMT stands twice");
    EXPECT_EQ(message("TIME,AMT\n0,x\n"), "t.csv:2:3: AMT is a plain number, got \"x\"");
    EXPECT_EQ(message("TIME,AMT\n0,360 mg\n"), "t.csv:2:3: AMT is a plain number, got \"360 mg\"");
    EXPECT_EQ(message("TIME,AMT\n0\n"), "t.csv:2:1: 1 cells under a header of 2");
    EXPECT_EQ(message("TIME,AMT\n24,1\n0,1\n"), "t.csv:3:1: TIME goes back");
    EXPECT_EQ(message("TIME,AMT\n0.003,1\n"), "t.csv:2:1: TIME is 0.18 min: times are whole minutes");
    EXPECT_EQ(message("TIME,AMT,CMT\n0,1,2\n"), "t.csv:2:5: CMT is a whole number from 1 to 1, got 2");
    EXPECT_EQ(message("TIME,AMT,SS,II\n0,1,1,24\n"),
              "t.csv:2:5: a course begins without drug, so that there is no steady state: give the doses "
              "before it");
    EXPECT_EQ(message("TIME,AMT,RATE\n0,1,-2\n"),
              "t.csv:2:5: RATE = -2: durations and rates that are estimated are not read, give the rate");
    EXPECT_EQ(message("TIME,AMT,ADDL\n0,1,3\n"), "t.csv:2:5: ADDL needs an interval II above 0");
    EXPECT_EQ(message("TIME,AMT,ADDL,II\n0,1,10000,1\n"), "t.csv:2:1: more than 10000 doses");
    EXPECT_EQ(message("TIME,AMT,EVID\n0,0,4\n"),
              "t.csv:2:5: EVID 4 empties the body, which nothing does here");
    EXPECT_EQ(message("TIME,AMT,EVID\n0,1,0\n"), "t.csv:2:3: an observation (EVID 0) has no AMT");
    EXPECT_EQ(message("ID,TIME,AMT\n1,0,1\n2,0,1\n"),
              "t.csv:3:1: a second ID: the doses of an arm are planned for all of its patients alike");
    EXPECT_EQ(message("TIME,AMT\n0,-1\n"), "t.csv:2:3: AMT = -1 is negative");
}

class ArmEvents : public CohortFiles {
  protected:
    static std::string arm(const std::string& compartments) {
        return "[[arm]]\nid = \"a\"\nevents = { file = \"doses.csv\", compartments = " + compartments +
               " }\n";
    }
    const std::string both =
        "[{ drug = \"nktr214\", unit = \"mg/kg\" }, { drug = \"nivolumab\", unit = \"mg\" }]";
};

TEST_F(ArmEvents, AreTheRegimensThatTheyWouldBeInWords) {
    write("doses.csv",
          "TIME,AMT,CMT,RATE,II,ADDL\n0,0.006,1,0.024,504,3\n0,240,2,480,336,1\n672,480,2,960,672,2\n");
    const Cohort events = read_over_base(arm(both));
    const Cohort words = read_over_base(
        "[regimen.a]\ndrug = \"nktr214\"\ndose = \"0.006 mg/kg\"\ninfusion = \"15 min\"\nevery = \"21 d\"\n"
        "max_courses = 4\n[regimen.b]\ndrug = \"nivolumab\"\ndose = \"240 mg\"\ninfusion = \"30 min\"\nevery "
        "= \"2 "
        "wk\"\nmax_courses = 2\n[regimen.c]\nlike = \"b\"\ndose = \"480 mg\"\nevery = \"4 wk\"\nmax_courses "
        "= 3\n"
        "first_dose = \"4 wk\"\n[[arm]]\nid = \"a\"\nregimens = [\"a\", \"b\", \"c\"]\n");
    EXPECT_TRUE(events.study == words.study);
    EXPECT_EQ(events.arms[0].label, "NKTR-214 + nivolumab");  // each drug once
}

TEST_F(ArmEvents, TheResolvedFileNeedsNoTable) {
    write("doses.csv", "TIME,AMT,CMT,II,ADDL\n0,240,2,336,1\n");
    const Cohort read = read_over_base(arm(both));
    EXPECT_TRUE(read_resolved(read.resolved, "resolved.toml", {}).study == read.study);
    EXPECT_EQ(read.files.back().path, (folder / "doses.csv").string());
}

/// A stranger's run must not make the program read other files.
TEST_F(ArmEvents, AResolvedFileNamesNone) {
    write("doses.csv", "TIME,AMT,CMT\n0,240,2\n");
    std::string text = read_over_base(arm(both)).resolved;
    const auto at = text.find("regimens = [\"a_doses_1\"]");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 24, "events = { file = \"" + (folder / "doses.csv").string() + "\" }");
    EXPECT_THROW(read_resolved(text, "resolved.toml", {}), base::CohortError);
}

TEST_F(ArmEvents, RulesStandWithTheirCompartment) {
    write("doses.csv", "TIME,AMT,II,ADDL\n0,240,336,20\n");
    const Cohort read =
        read_over_base(arm("[{ drug = \"nivolumab\", unit = \"mg\", rule = [{ when = \"response\", is = "
                           "\"==\", value = \"PD\", do = \"stop\" }] }]"));
    EXPECT_EQ(read.study.arms[0].regimens[0].rule_count, 1);
    EXPECT_TRUE(read.warnings.empty());
}

TEST_F(ArmEvents, ACompartmentSaysNothingOfDosesAndTimes) {
    write("doses.csv", "TIME,AMT\n0,240\n");
    for (const std::string key :
         {"every = \"4 d\"", "like = \"hd\"", "dose = \"1 mg\"", "first_dose = \"1 d\""}) {
        const std::string name = key.substr(0, key.find(' '));
        EXPECT_EQ(
            error_over_base(arm("[{ drug = \"nivolumab\", unit = \"mg\", " + key + " }]")),
            "c.toml:5:83: a compartment has no `" + name + "`: doses and their times are those of the table");
    }
}

TEST_F(ArmEvents, ADoseUnderTheSkinHasNoRate) {
    write("doses.csv", "TIME,AMT,RATE\n0,1,2\n");
    EXPECT_EQ(first_error_over_base(arm("[{ drug = \"aldesleukin\", unit = \"MIU/kg\", route = \"SC\" }]")),
              "doses.csv:2:1: a dose under the skin has no RATE");
}

TEST_F(ArmEvents, ADoseUnderTheSkinHasNoInfusion) {
    write("doses.csv", "TIME,AMT,II,ADDL\n0,0.25,24,4\n");
    const Regimen r = read_over_base(
                          "[aldesleukin]\nabsorption_rate = { value = \"0.21 1/h\", source = \"assumed\" "
                          "}\nbioavailability = { value = 0.39, source = \"assumed\" }\n" +
                          arm("[{ drug = \"aldesleukin\", unit = \"MIU/kg\", route = \"SC\" }]"))
                          .study.arms[0]
                          .regimens[0];
    EXPECT_EQ(r.infusion_min, 0);
    EXPECT_EQ(r.max_courses, 5);
}

TEST_F(ArmEvents, MistakesHaveTheirPlaceInTheTableOrTheFile) {
    write("doses.csv", "TIME,AMT,CMT\n0,240,2\n");
    EXPECT_EQ(error_over_base(arm("[{ drug = \"nivolumab\", unit = \"mg\" }]")),
              "doses.csv:2:7: CMT is a whole number from 1 to 1, got 2");
    write("doses.csv", "TIME,AMT\n0,240\n");
    EXPECT_EQ(error_over_base(arm("[{ drug = \"nivolumab\", unit = \"IU\" }]")),
              "doses.csv:2:3: expected mg or mg/kg for nivolumab, got IU");
    EXPECT_EQ(error_over_base(arm("[{ drug = \"nivolumab\" }]")),
              "c.toml:5:48: a compartment lacks `unit`, that of AMT, \"mg\" or \"mg/kg\"");
    EXPECT_EQ(error_over_base("[[arm]]\nid = \"a\"\nregimens = []\n" + arm("[]").substr(17)),
              "c.toml:6:1: an arm has either `regimens` or `events`");
    EXPECT_EQ(error_over_base(arm("[]")),
              "c.toml:5:47: `compartments` is a list, in the order of CMT: [{ drug = "
              "\"nktr214\", unit = \"mg/kg\" }]");
    write("doses.csv", "TIME,AMT\n0,1\n24,2\n48,3\n72,4\n96,5\n");
    EXPECT_EQ(
        error_over_base(arm("[{ drug = \"nivolumab\", unit = \"mg\" }]")),
        "doses.csv:6:1: here begins schedule 5 of equal doses at equal intervals: an arm has at most 4");
    write("doses.csv", "TIME,AMT\n9000,240\n");
    EXPECT_EQ(error_over_base(arm("[{ drug = \"nivolumab\", unit = \"mg\" }]")),
              "doses.csv:2:1: the first dose comes after the horizon of the study");
    std::filesystem::remove(folder / "doses.csv");
    EXPECT_EQ(first_error_over_base(arm("[{ drug = \"nivolumab\", unit = \"mg\" }]")).find("c.toml:5:19: "),
              0u);
}

TEST_F(ArmEvents, AnUnusualDoseIsSpokenOfAtItsCell) {
    write("doses.csv", "TIME,AMT\n0,24000\n");
    const auto warnings = read_over_base(arm("[{ drug = \"nivolumab\", unit = \"mg\" }]")).warnings;
    ASSERT_FALSE(warnings.empty());
    EXPECT_NE(base::text_of(warnings[0]).find("doses.csv:2:3: \"24000 mg\" is 100 times the usual dose"),
              std::string::npos);
}

}  // namespace
}  // namespace twinarm::cohort
