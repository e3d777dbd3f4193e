// Regimens, rules, arms and scans as the engine gets them.
#include <cmath>

#include "host/cohort/coefficient_of_variation.hpp"
#include "host/cohort/parameter_range.hpp"
#include "host/cohort/read_trial.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

class Regimens : public CohortFiles {
  protected:
    /// One regimen, given by the arm `only`.
    Regimen regimen(const std::string& lines) {
        return read_over_base("[regimen.x]\n" + lines + "\n[[arm]]\nid = \"only\"\nregimens = [\"x\"]\n")
            .study.arms[0]
            .regimens[0];
    }
    Regimen dose(const std::string& drug, const std::string& amount) {
        return regimen("drug = \"" + drug + "\"\ndose = \"" + amount +
                       "\"\ninfusion = \"15 min\"\nevery = \"21 d\"");
    }
    DoseRule rule(const std::string& lines) {
        return read_over_base("[[regimen.hd.rule]]\n" + lines).study.arms[1].regimens[0].rules[0];
    }
};

TEST_F(Regimens, HighDoseIL2IsItsSchedule) {
    const Regimen r = read_over_base("").study.arms[1].regimens[0];
    EXPECT_EQ(r.drug, Drug::aldesleukin);
    EXPECT_EQ(r.infusion_min, 15);
    EXPECT_EQ(r.first_dose_min, 0);
    EXPECT_EQ(r.doses_per_cycle, 14);
    EXPECT_EQ(r.dose_interval_min, 480);
    EXPECT_EQ(r.cycles_per_course, 2);
    EXPECT_EQ(r.cycle_interval_min, 14 * 1440);
    EXPECT_EQ(r.max_courses, 3);
    EXPECT_EQ(r.course_interval_min, 84 * 1440);
    EXPECT_EQ(r.max_duration_min, 0);
}

TEST_F(Regimens, EveryIsOneDoseACourseWithoutEnd) {
    const Regimen r = dose("nivolumab", "360 mg");
    EXPECT_EQ(r.doses_per_cycle, 1);
    EXPECT_EQ(r.cycles_per_course, 1);
    EXPECT_EQ(r.max_courses, 0);
    EXPECT_EQ(r.course_interval_min, 21 * 1440);
}

// 600,000 IU/kg * 1.1 mg / 18 MIU = 0.036667 mg/kg; of 15.3 kDa that is 2.3965 nmol/kg. A few roundings of
// 1e-16.
TEST_F(Regimens, DosesBecomeNmol) {
    const Regimen il2 = dose("aldesleukin", "600000 IU/kg");
    EXPECT_NEAR(il2.dose, 0.6 * 1.1 / 18 * 1e6 / 15300, 2e-15);
    EXPECT_EQ(il2.dose_per_kg, 1);
    EXPECT_NEAR(dose("aldesleukin", "0.037 mg/kg").dose * 80, 193.464,
                5e-4);  // the dose of the kinetics tests
    EXPECT_NEAR(dose("nktr214", "0.006 mg/kg").dose * 80, 31.4, 0.05);
    EXPECT_EQ(dose("nktr214", "0.4 nmol/kg").dose, 0.4);
    const Regimen flat = dose("aldesleukin", "100 nmol");
    EXPECT_EQ(flat.dose, 100);
    EXPECT_EQ(flat.dose_per_kg, 0);
    EXPECT_NEAR(dose("aldesleukin", "18 MIU").dose, 1.1e6 / 15300, 1e-13);
}

TEST_F(Regimens, NivolumabStaysInMg) {
    EXPECT_EQ(dose("nivolumab", "360 mg").dose, 360);
    EXPECT_EQ(dose("nivolumab", "360 mg").dose_per_kg, 0);
    EXPECT_EQ(dose("nivolumab", "3 mg/kg").dose, 3);
    EXPECT_EQ(dose("nivolumab", "3 mg/kg").dose_per_kg, 1);
}

TEST_F(Regimens, ADoseOfZeroIsADose) {
    EXPECT_EQ(dose("nivolumab", "0 mg").dose, 0);
    EXPECT_FALSE(std::signbit(dose("aldesleukin", "-0 IU/kg").dose));
}

TEST_F(Regimens, LikeTakesOverWhatIsNotGiven) {
    const Regimen r = regimen("like = \"hd\"\ndose = \"720000 IU/kg\"\nmax_courses = 1");
    EXPECT_EQ(r.doses_per_cycle, 14);
    EXPECT_EQ(r.max_courses, 1);
    EXPECT_NEAR(r.dose, 0.72 * 1.1 / 18 * 1e6 / 15300, 2e-15);
}

TEST_F(Regimens, LabelsSayTheScheduleInWords) {
    EXPECT_EQ(
        read_over_base("").arms[1].regimen_labels.at(0),
        "aldesleukin 600000 IU/kg, 14 doses every 8 h, 2 cycles every 14 d, at most 3 courses every 84 d");
}

TEST_F(Regimens, RulesAreReadInOrder) {
    const DoseRule r = rule(
        "when = \"sld_change\"\nis = \">=\"\nvalue = 0\ndo = \"no_further_course\"\nat = \"course_end\"\n");
    EXPECT_EQ(r.variable, RuleVariable::sld_change);
    EXPECT_EQ(r.comparison, Comparison::greater_or_equal);
    EXPECT_EQ(r.action, RuleAction::no_further_course);
    EXPECT_EQ(r.moment, RuleMoment::course_end);
    EXPECT_EQ(r.threshold, 0);
    EXPECT_EQ(r.threshold_parameter, -1);
}

TEST_F(Regimens, AThresholdIsANumberAResponseATimeOrAParameter) {
    EXPECT_EQ(rule("when = \"response\"\nis = \"==\"\nvalue = \"PD\"\ndo = \"stop\"\n").threshold,
              double(Response::PD));
    EXPECT_EQ(rule("when = \"time_on_treatment\"\nis = \">\"\nvalue = \"12 wk\"\ndo = \"stop\"\n").threshold,
              12 * 7 * 24);
    EXPECT_EQ(rule("when = \"leak\"\nis = \"<\"\nvalue = { parameter = \"toxicity.leak_tolerance\" }\ndo = "
                   "\"skip\"\n")
                  .threshold_parameter,
              parameter_index("toxicity.leak_tolerance"));
}

TEST_F(Regimens, EveryWordOfARuleIsItsEnum) {
    const char* variables[] = {
        "leak",        "hypotension_grade", "response",     "sld_change",       "time_on_treatment",
        "lymphocytes", "cycle_doses",       "course_doses", "grade_since_dose", "level_doses"};
    for (int i = 0; i < 10; ++i) {
        const std::string value = i == 2 ? "\"SD\"" : i == 4 ? "\"1 h\"" : "1";
        EXPECT_EQ(int(rule(std::string("when = \"") + variables[i] + "\"\nis = \"!=\"\nvalue = " + value +
                           "\ndo = \"hold\"\n")
                          .variable),
                  i);
    }
    const char* comparisons[] = {"<", "<=", ">", ">=", "==", "!="};
    for (int i = 0; i < 6; ++i)
        EXPECT_EQ(int(rule(std::string("when = \"leak\"\nis = \"") + comparisons[i] +
                           "\"\nvalue = 1\ndo = \"skip\"\n")
                          .comparison),
                  i);
    const char* actions[] = {"skip", "hold", "stop_course", "no_further_course", "stop"};
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(int(rule(std::string("when = \"leak\"\nis = \"<\"\nvalue = 1\ndo = \"") + actions[i] +
                           "\"\n" + (i >= 3 ? "at = \"course_end\"\n" : ""))
                          .action),
                  i);
}

TEST_F(Regimens, ScansRunToTheHorizon) {
    const ScanSchedule every = read_over_base("").study.scans[0];
    ASSERT_EQ(every.count, 9);  // baseline and weeks 6 to 48
    EXPECT_EQ(every.minute[0], 0);
    EXPECT_EQ(every.minute[8], 48 * 7 * 1440);

    const ScanSchedule slower =
        read_over_base("[assessment]\nscans = { every = \"8 wk\", until = \"24 wk\", then = \"12 wk\" }\n")
            .study.scans[0];
    ASSERT_EQ(slower.count, 6);  // 0, 8, 16, 24, 36, 48
    EXPECT_EQ(slower.minute[3], 24 * 7 * 1440);
    EXPECT_EQ(slower.minute[4], 36 * 7 * 1440);

    const ScanSchedule listed =
        read_over_base("[assessment]\nscans = { at = [\"6 wk\", \"52 wk\"] }\n").study.scans[0];
    ASSERT_EQ(listed.count, 3);
    EXPECT_EQ(listed.minute[2], 52 * 7 * 1440);
}

TEST_F(Regimens, AnArmMayHaveItsOwnScans) {
    const Cohort c = read_over_base(
        "[[arm]]\nid = \"a\"\nregimens = []\n[[arm]]\nid = \"b\"\nregimens = []\nscans = { every = \"26 wk\" "
        "}\n");
    EXPECT_EQ(c.study.scans[0].count, 9);
    EXPECT_EQ(c.study.scans[1].count, 3);
}

TEST_F(Regimens, AnArmsRandomNumbersFollowItsIdNotItsPlace) {
    const Cohort one =
        read_over_base("[[arm]]\nid = \"a\"\nregimens = []\n[[arm]]\nid = \"b\"\nregimens = []\n");
    const Cohort other = read_over_base("[[arm]]\nid = \"b\"\nregimens = []\n");
    EXPECT_EQ(one.study.arms[1].tag, other.study.arms[0].tag);
    EXPECT_NE(one.study.arms[0].tag, one.study.arms[1].tag);
    // FNV-1a of "a" is 0xe40c292c (Fowler, Noll and Vo); its upper 8 bits folded onto the lower 24.
    EXPECT_EQ(tag_of("a"), 0x0c292cu ^ 0xe4u);
}

TEST_F(Regimens, AssessmentHasDefaultsAndCanBeSet) {
    const ResponseRules standard = read_over_base("").study.response;
    EXPECT_EQ(standard.criteria, Criteria::recist11);
    EXPECT_EQ(standard.confirmation_min, 28 * 1440);
    EXPECT_EQ(standard.stable_min, 42 * 1440);
    EXPECT_EQ(standard.accept_stable_between, 1);
    EXPECT_EQ(standard.missed_between, 1);
    EXPECT_EQ(standard.disease_control_min, 42 * 1440);
    EXPECT_EQ(standard.pfs, PfsRule::ema);
    EXPECT_EQ(standard.progression_confirmation_min, 28 * 1440);
    EXPECT_EQ(standard.treat_beyond_progression, 0);
    EXPECT_EQ(standard.reader_log_sd, log_sd_of_cv(0.04));
    EXPECT_EQ(standard.measurable_from_mm, 5);
    EXPECT_EQ(standard.complete_below_mm, 5);
    EXPECT_EQ(standard.no_scan_probability, 0);
    EXPECT_EQ(standard.dropout_per_h, 0);
    const ResponseRules set =
        read_over_base(
            "[assessment]\ncriteria = \"WHO\"\nconfirmation = \"none\"\nstable_after = \"8 wk\"\n"
            "accept_stable_between = false\nreader_cv = 0.07\ncomplete_below = \"1 cm\"\nno_scan_probability "
            "= 0.07\n"
            "missed_scan_probability = 0.02\ndropout = \"0.01 1/month\"\n")
            .study.response;
    EXPECT_EQ(set.criteria, Criteria::who);
    EXPECT_EQ(set.confirmation_min, 0);
    EXPECT_EQ(set.stable_min, 56 * 1440);
    EXPECT_EQ(set.accept_stable_between, 0);
    EXPECT_EQ(set.disease_control_min, 56 * 1440);  // as stable_after
    EXPECT_EQ(set.reader_log_sd, log_sd_of_cv(0.07));
    EXPECT_EQ(set.measurable_from_mm, 10);  // as complete_below
    EXPECT_EQ(set.complete_below_mm, 10);
    EXPECT_EQ(set.no_scan_probability, 0.07);
    EXPECT_EQ(set.missed_scan_probability, 0.02);
    EXPECT_NEAR(set.dropout_per_h, 0.01 / 730.5, 1e-20);  // a month is 730.5 h
}

TEST_F(Regimens, RulesOfAssessmentCanBeSet) {
    const ResponseRules set =
        read_over_base(
            "[assessment]\ncriteria = \"iRECIST\"\nmissed_scans_between = 0\ndisease_control_after = \"24 "
            "wk\"\n"
            "pfs_censoring = \"FDA\"\nprogression_confirmation = \"6 wk\"\ntreat_beyond_progression = true\n"
            "measurable_from = \"10 mm\"\n")
            .study.response;
    EXPECT_EQ(set.criteria, Criteria::irecist);
    EXPECT_EQ(set.missed_between, 0);
    EXPECT_EQ(set.disease_control_min, 168 * 1440);
    EXPECT_EQ(set.stable_min, 42 * 1440);
    EXPECT_EQ(set.pfs, PfsRule::fda);
    EXPECT_EQ(set.progression_confirmation_min, 42 * 1440);
    EXPECT_EQ(set.treat_beyond_progression, 1);
    EXPECT_EQ(set.measurable_from_mm, 10);
}

TEST_F(Regimens, SolverSettingsHaveDefaultsAndCanBeSet) {
    const SolverSettings set = read_over_base(
                                   "[solver]\nrelative_tolerance = 1e-8\nabsolute_tolerance = "
                                   "1e-11\nrestart_step = \"0.06 min\"\nmax_steps = 500\n")
                                   .study.solver;
    EXPECT_EQ(set.relative_tolerance, 1e-8);
    EXPECT_EQ(set.absolute_tolerance, 1e-11);
    EXPECT_EQ(set.restart_step_h, 1e-3);
    EXPECT_EQ(set.max_steps, 500);
    EXPECT_EQ(set.minimum_step_h, SolverSettings{}.minimum_step_h);
    EXPECT_EQ(read_over_base("").study.solver.relative_tolerance, SolverSettings{}.relative_tolerance);
}

}  // namespace
}  // namespace twinarm::cohort
