// Every kind of mistake in a cohort file: the place and the words of its message.
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

using Errors = CohortFiles;
using Lines = std::vector<std::string>;

// Text over the base cohort begins on line 3 of c.toml.

TEST_F(Errors, TheBaseCohortHasNone) {
    EXPECT_EQ(errors_over_base(""), Lines{});
}

// --- keys

TEST_F(Errors, AnUnknownKeyIsNamedWithTheNearestKnownOne) {
    EXPECT_EQ(first_error_over_base("[study]\nhorzion = \"52 wk\"\n"),
              "c.toml:4:1: unknown key `horzion` in [study] (did you mean `horizon`?)");
    EXPECT_EQ(error_over_base("[tumor]\n"),
              "c.toml:3:2: unknown key `tumor` in the file (did you mean `tumour`?)");
    EXPECT_EQ(error_over_base("[solver]\ncolour = 1\n"), "c.toml:4:1: unknown key `colour` in [solver]");
    EXPECT_EQ(
        error_over_base("[tumour]\ncrowding = { value = 0.1, sourec = \"assumed\", source = \"assumed\" }\n"),
        "c.toml:4:27: unknown key `sourec` in `tumour.crowding` (did you mean `source`?)");
}

TEST_F(Errors, AMissingParameterIsNamedWithUnitAndMeaning) {
    std::string text = text_of_file(shipped / "diseases/mrcc.toml");
    const auto start = text.find("growth_rate");
    text.erase(start, text.find('\n', start) - start);
    const auto tumour = std::count(text.begin(), text.begin() + long(text.find("[tumour]")), '\n') + 1;
    write("mrcc.toml", text);
    std::string base = text_of_file(folder / "base.toml");
    const std::string old = (shipped / "diseases/mrcc.toml").string();
    base.replace(base.find(old), old.size(), "mrcc.toml");
    const Lines all = errors(write("base.toml", base));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0],
              "mrcc.toml:" + std::to_string(tumour) +
                  ":1: [tumour] lacks `growth_rate` (growth rate of SLD before treatment where T cells "
                  "do not shrink it, g_0; 1/d)");
}

TEST_F(Errors, AWholeMissingGroupIsPlacedAtTheFile) {
    const Lines all = errors(write("c.toml", "schema = 1\n"));
    EXPECT_NE(std::find(all.begin(), all.end(),
                        "c.toml:1:1: [tumour] lacks `crowding` (function lost to bystanders, w_B; "
                        "below 0: gained; a plain number)"),
              all.end());
    EXPECT_NE(std::find(all.begin(), all.end(), "c.toml:1:1: a cohort needs at least one [[arm]]"),
              all.end());
    EXPECT_NE(std::find(all.begin(), all.end(),
                        "c.toml:1:1: [study] lacks `horizon` (end of follow-up, as in \"52 wk\")"),
              all.end());
}

TEST_F(Errors, TheSchemaMustBeNamed) {
    EXPECT_EQ(errors(write("c.toml", "schema = 2\ninclude = [\"base.toml\"]\n")),
              Lines{"c.toml:1:10: this program reads `schema = 1`"});
    write("base.toml", text_of_file(folder / "base.toml").substr(sizeof "schema = 1"));
    const Lines all = errors(write("c.toml", "include = [\"base.toml\"]\n"));
    // Its included files name it too, and that will do.
    EXPECT_EQ(all, Lines{});
}

TEST_F(Errors, AllErrorsAreToldAtOnce) {
    EXPECT_EQ(
        errors_over_base("[study]\npatients = 0\nhorizon = \"52 mg\"\n[trial]\nn = 0\nbetween_trial_sd = -1\n"
                         "assessor_odds_ratio = 0\n"),
        (Lines{"c.toml:4:12: a cohort needs at least one patient",
               "c.toml:5:11: expected min, h, d, wk, month or year, got mg",
               "c.toml:7:5: 0 is too small: the least is 1",
               "c.toml:8:20: between_trial_sd = -1 (a spread cannot be negative)",
               "c.toml:9:23: assessor_odds_ratio = 0 (a ratio is above 0)"}));
}

TEST_F(Errors, TheExceptionsTextHasOneErrorALine) {
    try {
        read_over_base("[study]\npatients = 0\nhorizon = \"52 mg\"\n");
        FAIL() << "no error";
    } catch (const base::CohortError& error) {
        const std::string file = (folder / "c.toml").string();
        EXPECT_EQ(std::string(error.what()), file + ":4:12: a cohort needs at least one patient\n" + file +
                                                 ":5:11: expected min, h, d, wk, month or year, got mg");
    }
}

// --- broken files

TEST_F(Errors, ASyntaxErrorIsPlaced) {
    const std::string error = error_over_base("[study]\nid = \"half a te");
    EXPECT_EQ(error.rfind("c.toml:4:", 0), 0u) << error;
}

TEST_F(Errors, AHalfWrittenResolvedFileIsPlaced) {
    const std::string whole = read_over_base("").resolved;
    const std::string half = whole.substr(0, whole.find("log_sd") + 4);
    try {
        read_resolved(half, "resolved.toml");
        FAIL() << "no error";
    } catch (const base::CohortError& error) {
        const int last_line = int(std::count(half.begin(), half.end(), '\n')) + 1;
        EXPECT_EQ(error.diagnostics.at(0).line, last_line);
        EXPECT_EQ(error.diagnostics.at(0).file, "resolved.toml");
    }
}

TEST_F(Errors, AResolvedFileIncludesNothing) {
    try {
        read_resolved("include = [\"base.toml\"]\n" + read_over_base("").resolved, "resolved.toml");
        FAIL() << "no error";
    } catch (const base::CohortError& error) {
        EXPECT_EQ(std::string(error.what()), "resolved.toml:1:1: unknown key `include` in the file");
    }
}

TEST_F(Errors, AnEmptyFileSaysWhatItLacks) {
    EXPECT_EQ(errors(write("c.toml", "")).at(0), "c.toml:1:1: a cohort file begins with `schema = 1`");
}

TEST_F(Errors, DatesHaveNoMeaning) {
    EXPECT_EQ(errors_over_base("[study]\ntitle = 2020-01-01\n").at(0),
              "c.toml:4:9: dates and times of day have no meaning in a cohort file");
}

// --- single values

TEST_F(Errors, AWrongKindOfValueIsNamed) {
    EXPECT_EQ(error_over_base("[study]\npatients = 1.5\n"), "c.toml:4:12: expected a whole number, got 1.5");
    EXPECT_EQ(error_over_base("[study]\npatients = -5\n"), "c.toml:4:12: -5 is too small: the least is 0");
    EXPECT_EQ(error_over_base("[study]\nid = 7\n"),
              "c.toml:4:6: expected a text, got 7; in quotes (\"...\") it is one");
    EXPECT_EQ(error_over_base("[study]\nid = \"\"\n"), "c.toml:4:6: expected a text, got an empty one");
    EXPECT_EQ(error_over_base("[study]\nseed = \"one\"\n"),
              "c.toml:4:8: expected a whole number from 0 to 2^64 - 1, got \"one\"");
    EXPECT_EQ(error_over_base("[assessment]\naccept_stable_between = 1\n"),
              "c.toml:4:25: expected true or false, got 1");
    EXPECT_EQ(error_over_base("[assessment]\nreader_cv = 4\n"), "c.toml:4:13: 4 is not between 0 and 1");
    EXPECT_EQ(error_over_base("[assessment]\ncriteria = \"RECIST1.1\"\n"),
              "c.toml:4:12: expected `RECIST 1.1`, `WHO` or `iRECIST`, got `RECIST1.1` (did you mean `RECIST "
              "1.1`?)");
    EXPECT_EQ(error_over_base("[assessment]\npfs_censoring = \"SEC\"\n"),
              "c.toml:4:17: expected `EMA` or `FDA`, got `SEC`");
    EXPECT_EQ(error_over_base("[assessment]\nmissed_scans_between = -1\n"),
              "c.toml:4:24: -1 is too small: the least is 0");
    EXPECT_EQ(error_over_base("[assessment]\nmeasurable_from = \"4 mm\"\n"),
              "c.toml:4:19: `measurable_from` is below `complete_below`, 5 mm: what is read as 0 cannot be "
              "measured");
    EXPECT_EQ(error_over_base("[assessment]\ntreat_beyond_progression = true\n")
                  .rfind("c.toml:4:28: `treat_beyond_progression` needs criteria = \"iRECIST\"", 0),
              0u);
    EXPECT_EQ(error_over_base("tumour = 3\n"), "c.toml:3:10: [tumour] must be a table, got an integer");
}

TEST_F(Errors, UnitsAreChecked) {
    EXPECT_EQ(first_error_over_base("[tumour]\npriming = { value = \"5 mg\", source = \"assumed\" }\n"),
              "c.toml:4:21: expected 1/min, 1/h, 1/d, 1/wk, 1/month or 1/year, got mg");
    EXPECT_EQ(error_over_base("[tumour]\npriming = { value = 5, source = \"assumed\" }\n"),
              "c.toml:4:21: 5 has no unit: expected 1/min, 1/h, 1/d, 1/wk, 1/month or 1/year");
    EXPECT_EQ(error_over_base("[tumour]\npriming = { value = \"5 1/hrz\", source = \"assumed\" }\n"),
              "c.toml:4:21: unknown unit `1/hrz`, expected 1/min, 1/h, 1/d, 1/wk, 1/month or 1/year (did you "
              "mean `1/h`?)");
    EXPECT_EQ(error_over_base("[tumour]\npriming = { value = \"fast\", source = \"assumed\" }\n"),
              "c.toml:4:21: expected a number with its unit (1/min, 1/h, 1/d, 1/wk, 1/month or 1/year), got "
              "\"fast\"");
    EXPECT_EQ(error_over_base("[tumour]\ncrowding = { value = \"0.1 1/h\", source = \"assumed\" }\n"),
              "c.toml:4:22: expected a plain number, got 1/h");
    EXPECT_EQ(error_over_base("[tumour]\ncrowding = { value = nan, source = \"assumed\" }\n"),
              "c.toml:4:22: expected a finite number, got nan");
}

TEST_F(Errors, TimesAreWholeMinutes) {
    EXPECT_EQ(error_over_base("[study]\nhorizon = \"0.51 min\"\n"),
              "c.toml:4:11: times are whole minutes, got \"0.51 min\" = 0.51 min");
    EXPECT_EQ(error_over_base("[study]\nhorizon = \"-1 d\"\n"),
              "c.toml:4:11: a time cannot be negative, got \"-1 d\"");
    EXPECT_EQ(error_over_base("[study]\nhorizon = \"300 year\"\n"),
              "c.toml:4:11: a time of more than 200 years, got \"300 year\"");
    EXPECT_EQ(error_over_base("[study]\nhorizon = \"0 wk\"\n"),
              "c.toml:4:11: the horizon must lie after the start of treatment");
}

TEST_F(Errors, LimitsOfTheSolverAreChecked) {
    EXPECT_EQ(error_over_base("[solver]\nrelative_tolerance = 0\n"),
              "c.toml:4:22: 0 is not between 1e-14 and 0.1");
    EXPECT_EQ(error_over_base("[solver]\nrestart_step = \"0 h\"\n"),
              "c.toml:4:16: `restart_step` must be longer than 0 h");
    EXPECT_EQ(first_error_over_base("[solver]\nmax_steps = 0\n"),
              "c.toml:4:13: 0 is too small: the least is 1");
    EXPECT_EQ(error_over_base("[solver]\nminimum_step = \"1 h\"\n"),
              "c.toml:3:1: `minimum_step` is longer than `restart_step`");
    EXPECT_EQ(error_over_base("[solver]\nprecision = \"single\"\nrelative_tolerance = 1e-9\n"),
              "c.toml:3:1: single precision cannot keep a `relative_tolerance` below 1e-6; use \"double\"");
}

// --- scans

TEST_F(Errors, ScanSchedulesAreChecked) {
    EXPECT_EQ(error_over_base("[assessment]\nscans = { every = \"60 wk\" }\n"),
              "c.toml:4:9: no scan before the horizon of 364 d: nobody could respond");
    EXPECT_EQ(error_over_base("[assessment]\nscans = { every = \"1 d\" }\n"),
              "c.toml:4:9: more than 64 scans before the horizon of 364 d, baseline included");
    EXPECT_EQ(error_over_base("[assessment]\nscans = { every = \"0 d\" }\n"),
              "c.toml:4:19: time between scans must be longer than 0 min");
    EXPECT_EQ(error_over_base("[assessment]\nscans = { at = [\"6 wk\", \"5 wk\"] }\n"),
              "c.toml:4:25: scans must be in ascending order, after the baseline at 0");
    EXPECT_EQ(error_over_base("[assessment]\nscans = { at = [\"6 wk\", \"53 wk\"] }\n"),
              "c.toml:4:25: a scan after the horizon of 364 d is never made");
    EXPECT_EQ(error_over_base("[assessment]\nscans = { every = \"6 wk\", until = \"12 wk\" }\n"),
              "c.toml:4:9: scans are { every = \"6 wk\" }, { every = \"8 wk\", until = \"48 wk\", then = "
              "\"12 wk\" } or { at = [\"6 wk\", \"12 wk\"] }");
    EXPECT_EQ(first_error_over_base("[assessment]\nscans = \"6 wk\"\n"),
              "c.toml:4:9: `scans` must be a table, got a text");
}

// --- regimens

std::string hd(const std::string& lines) {
    return "[regimen.hd]\n" + lines;
}

TEST_F(Errors, ImpossibleSchedulesAreRefused) {
    EXPECT_EQ(error_over_base(hd("dose_interval = \"10 min\"\n")),
              "c.toml:4:17: an infusion of 15 min is longer than the 10 min between doses");
    EXPECT_EQ(error_over_base(hd("cycle_interval = \"4 d\"\n")),
              "c.toml:4:18: the doses of a cycle (104.25 h) overlap the next cycle, which begins after 96 h");
    EXPECT_EQ(
        error_over_base(hd("course_interval = \"18 d\"\n")),
        "c.toml:4:19: the doses of a course (440.25 h) overlap the next course, which begins after 432 h");
    EXPECT_EQ(error_over_base(hd("first_dose = \"52 wk\"\n")),
              "c.toml:4:14: the first dose comes after the horizon of the study");
    EXPECT_EQ(error_over_base(hd("infusion = \"0 min\"\n")),
              "c.toml:4:12: an infusion must last at least 1 min");
    EXPECT_EQ(first_error_over_base(hd("infusion = \"90 d\"\n[[arm]]\nid = \"a\"\nregimens = [\"hd\"]\n")),
              "base.toml:17:17: an infusion of 129600 min is longer than the 480 min between doses");
    EXPECT_EQ(first_error_over_base(hd("doses_per_cycle = 0\n")),
              "c.toml:4:19: 0 is too small: the least is 1");
}

TEST_F(Errors, TheEndOfADoseMayTouchTheNext) {
    // 13 * 8 h + 15 min = 104.25 h: exactly as long as the cycle.
    EXPECT_EQ(error_over_base(hd("cycle_interval = \"104.25 h\"\n")), "");
}

TEST_F(Errors, ARegimenNeedsItsIntervals) {
    EXPECT_EQ(error_over_base("[regimen.x]\ndrug = \"nivolumab\"\ndose = \"360 mg\"\ninfusion = \"30 "
                              "min\"\ndoses_per_cycle = 2\n"),
              "c.toml:3:1: [regimen.x] lacks `dose_interval` (time between doses of a cycle)");
    EXPECT_EQ(error_over_base("[regimen.x]\ndrug = \"nivolumab\"\ndose = \"360 mg\"\nevery = \"21 d\"\n"),
              "c.toml:3:1: [regimen.x] lacks `infusion` (duration of one infusion)");
    EXPECT_NE(error_over_base(hd("every = \"21 d\"\n"))
                  .find("base.toml:17:1: `every` means one dose per course: "
                        "`dose_interval` cannot be combined with it"),
              std::string::npos);
}

TEST_F(Errors, ARegimenThatIsNoTableIsNamed) {
    EXPECT_EQ(error_over_base("[[regimen.x]]\ndrug = \"nivolumab\"\n"),
              "c.toml:3:1: [regimen.x] must be a table, got a list");
    EXPECT_EQ(error_over_base("[regimen]\nx = 5\n"),
              "c.toml:4:5: [regimen.x] must be a table, got an integer");
}

TEST_F(Errors, DosesAreChecked) {
    EXPECT_EQ(error_over_base(hd("dose = \"1 mL\"\n")),
              "c.toml:4:8: expected IU/kg, mg/kg, nmol/kg, IU, mg or nmol for aldesleukin, got mL");
    EXPECT_EQ(error_over_base(hd("dose = \"1 UI/kg\"\n")),
              "c.toml:4:8: unknown unit `UI/kg`, expected IU/kg, mg/kg, nmol/kg, IU, mg or nmol (did you "
              "mean `IU/kg`?)");
    EXPECT_EQ(error_over_base(hd("dose = 600000\n")),
              "c.toml:4:8: a dose is a text with its unit, for aldesleukin in IU/kg, mg/kg, nmol/kg, IU, mg "
              "or nmol");
    EXPECT_EQ(error_over_base(hd("dose = \"-1 IU/kg\"\n")),
              "c.toml:4:8: a dose must be finite and not negative, got \"-1 IU/kg\"");
    EXPECT_EQ(error_over_base(hd("dose = \"600,000 IU/kg\"\n")),
              "c.toml:4:8: `600,000` has a comma: write 600000 where it stands between thousands, 600.000 "
              "where it is "
              "a decimal comma");
    EXPECT_EQ(error_over_base(hd("dose = \"0,6 MIU/kg\"\n")),
              "c.toml:4:8: `0,6` has a decimal comma: write 0.6");
    EXPECT_EQ(error_over_base(hd("dose = \"nan IU/kg\"\n")),
              "c.toml:4:8: a dose must be finite and not negative, got \"nan IU/kg\"");
    EXPECT_EQ(error_over_base(hd("dose = \"inf IU/kg\"\n")),
              "c.toml:4:8: a dose must be finite and not negative, got \"inf IU/kg\"");
    EXPECT_EQ(
        error_over_base(
            "[regimen.x]\ndrug = \"nktr214\"\ndose = \"1 IU/kg\"\ninfusion = \"15 min\"\nevery = \"21 d\"\n"),
        "c.toml:5:8: expected mg/kg, nmol/kg, mg or nmol for nktr214, got IU/kg");
    EXPECT_EQ(error_over_base("[regimen.x]\ndrug = \"nivolumab\"\ndose = \"1 nmol\"\ninfusion = \"15 "
                              "min\"\nevery = \"21 d\"\n"),
              "c.toml:5:8: expected mg or mg/kg for nivolumab, got nmol");
    EXPECT_EQ(error_over_base(hd("drug = \"aldesleukn\"\n")),
              "c.toml:4:8: no such drug `aldesleukn` (did you mean `aldesleukin`?): known are "
              "`aldesleukin`, `nktr214` or `nivolumab`; another one is written as [drug.aldesleukn]");
}

TEST_F(Errors, ATextIsOneLine) {
    EXPECT_EQ(error_over_base("[study]\ntitle = \"two\\nlines\"\n"),
              "c.toml:4:9: expected a text of one line, without control characters");
}

TEST_F(Errors, ATreatmentLastsSomeTime) {
    EXPECT_EQ(error_over_base(hd("max_duration = \"0 h\"\n")),
              "c.toml:4:16: `max_duration` must be longer than 0 min; without it there is no limit");
}

TEST_F(Errors, ADrugsFactsAreNeededForItsDoses) {
    EXPECT_EQ(error_over_base("[drug.aldesleukin]\nmolar_mass = \"0 g/mol\"\n"),
              "c.toml:4:14: `molar_mass` must be positive, got 0 g/mol");
    EXPECT_EQ(first_error_over_base("[drug.aldesleukine]\n"),
              "c.toml:3:7: no such drug `aldesleukine` (did you mean `aldesleukin`?): a further one needs "
              "`kind`, `il2`, `releasable_peg_il2` or `pd1_antibody`");
    EXPECT_EQ(
        first_error_over_base("[regimen.hd]\ndrug = \"MOL-1\"\n"),
        "c.toml:4:8: no such drug `MOL-1`: known are `aldesleukin`, `nktr214` or `nivolumab`; another one is "
        "written as [drug.MOL-1]");
}

TEST_F(Errors, LikenessIsChecked) {
    EXPECT_EQ(error_over_base("[regimen.x]\nlike = \"dh\"\ndrug = \"nivolumab\"\ndose = \"360 mg\"\ninfusion "
                              "= \"30 min\"\nevery = \"21 d\"\n"),
              "c.toml:4:8: no such regimen `dh` (did you mean `hd`?)");
    EXPECT_NE(error_over_base("[regimen.x]\nlike = \"x\"\n").find("c.toml:4:8: regimen `x` is like itself"),
              std::string::npos);
}

std::string rule(const std::string& lines) {
    return "[[regimen.hd.rule]]\n" + lines;
}

TEST_F(Errors, ATimeWithoutAUnitIsNotAnsweredWithOne) {
    EXPECT_EQ(error_over_base("[study]\nhorizon = \"364\"\n"),
              "c.toml:4:11: 364 has no unit: expected min, h, d, wk, month or year");
    EXPECT_EQ(error_over_base("[study]\nhorizon = \"6 W\"\n"),
              "c.toml:4:11: unknown unit `W`, expected min, h, d, wk, month or year");
}

TEST_F(Errors, AFileThatIsNotUtf8IsRefusedWithItsPlace) {
    EXPECT_EQ(first_error_over_base("[study]\ntitle = \"caf\xe9\"\n")
                  .rfind("c.toml:4:13: the encoding is not UTF-8", 0),
              0u);
    EXPECT_NE(first_error_over_base("# \xff\n").find("c.toml:3:3: "), std::string::npos);
    EXPECT_EQ(errors(write("c.toml", "\xff\xfes")).at(0).rfind("c.toml:1:1: the encoding is UTF-16", 0), 0u);
}

TEST_F(Errors, ALowerDoseNeedsLevelsAndTheMessageSaysSo) {
    EXPECT_EQ(error_over_base(rule("when = \"leak\"\nis = \">=\"\nvalue = 0.6\ndo = \"reduce\"\n")),
              "c.toml:7:6: there is no level to reduce to: `levels` lists the doses, from the lowest");
}

TEST_F(Errors, RulesAreChecked) {
    EXPECT_EQ(error_over_base(rule("when = \"leek\"\nis = \">=\"\nvalue = 0.6\ndo = \"skip\"\n")),
              "c.toml:4:8: expected `leak`, `hypotension_grade`, `response`, `sld_change`, "
              "`time_on_treatment`, "
              "`lymphocytes`, `cycle_doses`, `course_doses`, `grade_since_dose` or `level_doses`, got `leek` "
              "(did you mean `leak`?)");
    EXPECT_EQ(error_over_base(rule("when = \"leak\"\nis = \"=>\"\nvalue = 0.6\ndo = \"skip\"\n")),
              "c.toml:5:6: expected `<`, `<=`, `>`, `>=`, `==` or `!=`, got `=>` (did you mean `>=`?)");
    EXPECT_EQ(
        first_error_over_base(rule("when = \"leak\"\nis = \">=\"\nvalue = \"0.6 mg\"\ndo = \"skip\"\n")),
        "c.toml:6:9: expected a plain number, got mg");
    EXPECT_EQ(error_over_base(rule("when = \"leak\"\nis = \">=\"\nvalue = { parameter = "
                                   "\"toxicity.leak_tolerence\" }\ndo = \"skip\"\n")),
              "c.toml:6:23: no such parameter `toxicity.leak_tolerence` (did you mean "
              "`toxicity.leak_tolerance`?)");
    EXPECT_EQ(
        error_over_base(rule(
            "when = \"leak\"\nis = \">=\"\nvalue = { parameter = \"toxicity.leak_rate\" }\ndo = \"skip\"\n")),
        "c.toml:6:23: `leak` is compared with toxicity.leak_rate, which is in 1/h: expected a plain number");
    EXPECT_EQ(error_over_base(rule("when = \"response\"\nis = \"==\"\nvalue = 1\ndo = \"stop\"\n")),
              "c.toml:6:9: expected a text, got 1; in quotes (\"...\") it is one");
    EXPECT_EQ(error_over_base(rule("when = \"hypotension_grade\"\nis = \">=\"\nvalue = 5\ndo = \"hold\"\n")),
              "c.toml:6:9: 5 is not between 0 and 4");
    EXPECT_EQ(error_over_base(
                  rule("at = \"course_end\"\nwhen = \"leak\"\nis = \">=\"\nvalue = 0.6\ndo = \"skip\"\n")),
              "c.toml:8:6: at the end of a course there is no dose to skip: expected `no_further_course` or "
              "`stop`");
    EXPECT_EQ(
        error_over_base(rule("when = \"leak\"\nis = \">=\"\nvalue = 0.6\ndo = \"no_further_course\"\n")),
        "c.toml:7:6: `no_further_course` decides at the end of a course: add `at = \"course_end\"`, or use "
        "`stop`");
    EXPECT_EQ(error_over_base(rule("when = \"leak\"\nis = \">=\"\nvalue = 0.6\n")),
              "c.toml:3:1: [[regimen.*.rule]] lacks `do` (the action: `skip`, `hold`, `stop_course`, "
              "`no_further_course`, `stop`, `reduce` or `escalate`)");
}

TEST_F(Errors, ARegimenHasAtMostEightRules) {
    std::string nine;
    for (int i = 0; i < 9; ++i) nine += rule("when = \"leak\"\nis = \">=\"\nvalue = 0.6\ndo = \"skip\"\n");
    EXPECT_EQ(error_over_base(nine), "c.toml:43:1: [regimen.hd] has 9 rules: the limit is 8");
}

TEST_F(Errors, AHoldThatCannotBeIsRefused) {
    EXPECT_EQ(error_over_base(hd("hold = \"24 h\"\nmax_hold = \"12 h\"\n") +
                              rule("when = \"leak\"\nis = \">=\"\nvalue = 0.6\ndo = \"hold\"\n")),
              "c.toml:4:8: a dose is held for 1440 min at a time and 720 min at most: it can never be held");
}

// --- arms, pools, published trials, design

std::string arm(const std::string& id, const std::string& regimens) {
    return "[[arm]]\nid = \"" + id + "\"\nregimens = [" + regimens + "]\n";
}

TEST_F(Errors, ArmsAreChecked) {
    EXPECT_EQ(error_over_base(arm("a", "\"dh\"")), "c.toml:5:13: no such regimen `dh` (did you mean `hd`?)");
    EXPECT_EQ(error_over_base(arm("a", "") + arm("a", "")), "c.toml:7:6: two arms are called `a`");
    EXPECT_EQ(error_over_base(arm("a", "\"hd\", \"aldesleukin_high_dose\"")),
              "c.toml:5:19: regimens of one drug follow each other in an arm: `hd` is given until day 186.3, "
              "`aldesleukin_high_dose` begins on day 0; end the first with `max_courses` or `max_duration`, "
              "or begin the "
              "second later with `first_dose`");
    EXPECT_EQ(error_over_base(arm("a", "\"hd\", \"hd\", \"hd\", \"hd\", \"hd\"")),
              "c.toml:5:12: 5 regimens in one arm: the limit is 4");
    EXPECT_EQ(error_over_base("arm = []\n"), "c.toml:3:7: a cohort needs at least one [[arm]]");
    EXPECT_EQ(error_over_base("[[arm]]\nid = \"a\"\n"),
              "c.toml:3:1: [[arm]] lacks `regimens` (list of regimens, empty for an untreated arm)");
}

TEST_F(Errors, ACohortHasAtMostSixteenArms) {
    std::string many;
    for (int i = 0; i < 17; ++i) many += arm("arm" + std::to_string(i), "");
    EXPECT_EQ(error_over_base(many), "c.toml:51:1: 17 arms: the limit is 16");
}

TEST_F(Errors, ArmsThatShareTheirRandomNumbersAreRefused) {
    EXPECT_EQ(error_over_base(arm("arm7619", "") + arm("arm14388", "")),
              "c.toml:7:6: the arms `arm7619` and `arm14388` would share their random numbers: rename one");
}

TEST_F(Errors, PoolsAreChecked) {
    EXPECT_EQ(error_over_base("[[pool]]\nid = \"p\"\nparts = { tretaed = 3 }\n"),
              "c.toml:5:11: no such arm `tretaed` (did you mean `treated`?)");
    EXPECT_EQ(error_over_base("[[pool]]\nid = \"p\"\nparts = { treated = 0 }\n"),
              "c.toml:5:21: 0 is too small: the least is 1");
    EXPECT_EQ(error_over_base("[[pool]]\nid = \"treated\"\nparts = { treated = 1 }\n"),
              "c.toml:4:6: `treated` is already an arm or a pool");
    EXPECT_EQ(error_over_base("[[pool]]\nid = \"p\"\nparts = {}\n"),
              "c.toml:5:9: a pool needs at least one arm");
}

TEST_F(Errors, PublishedTrialsAreChecked) {
    const std::string head = "[[published]]\nlabel = \"x\"\nrole = \"calibration\"\nsource = \"y\"\n";
    EXPECT_EQ(error_over_base(head + "arm = \"treatd\"\nresponders = 1\nn = 2\n"),
              "c.toml:7:7: no such arm or pool `treatd` (did you mean `treated`?)");
    EXPECT_EQ(error_over_base(head + "arm = \"treated\"\nresponders = 3\nn = 2\n"),
              "c.toml:8:14: 3 is too large: the limit is 2");
    EXPECT_EQ(error_over_base(head + "arm = \"treated\"\nresponders = 1\nn = 2\ncomplete = 2\n"),
              "c.toml:10:12: 2 is too large: the limit is 1");
}

TEST_F(Errors, PointsOfAPublishedCurveAreChecked) {
    const std::string head =
        "[[published]]\nlabel = \"x\"\nrole = \"calibration\"\nsource = \"y\"\narm = \"treated\"\n"
        "responders = 1\nn = 2\n";
    const auto error_of = [&](const std::string& curve) { return error_over_base(head + curve + "\n"); };
    EXPECT_EQ(error_of("pfs = [[\"2 month\", 1.5]]"), "c.toml:10:20: 1.5 is not between 0 and 1");
    EXPECT_EQ(error_of("pfs = [[\"2 month\"]]"),
              "c.toml:10:8: `pfs` is a list of pairs, as in [[\"8 wk\", 0.75]]");
    EXPECT_EQ(error_of("pfs = \"none\""), "c.toml:10:7: `pfs` is a list of pairs, as in [[\"8 wk\", 0.75]]");
    EXPECT_EQ(error_of("pfs = [[\"-2 d\", 1]]"), "c.toml:10:9: a time cannot be negative");
    EXPECT_EQ(error_of("lymphocytes = [[\"7 d\", 2], [\"7 d\", 3]]"),
              "c.toml:10:28: `lymphocytes` is in order of time, without a time twice");
}

TEST_F(Errors, TheStageGateIsChecked) {
    EXPECT_EQ(error_over_base("[trial]\nn = 10\ngate = { patients = 13, responders = 6 }\n"),
              "c.toml:5:21: 13 is too large: the limit is 10");
    EXPECT_EQ(error_over_base("[trial]\ngate = { patients = 13, responders = 14 }\n"),
              "c.toml:4:38: 14 is too large: the limit is 13");
}

}  // namespace
}  // namespace twinarm::cohort
