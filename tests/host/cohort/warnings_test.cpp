// What can be simulated but is rarely meant: a warning with its place.
#include "host/cohort/idle_settings.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

constexpr const char* stop =
    "[[regimen.hd.rule]]\nwhen = \"response\"\nis = \"==\"\nvalue = \"PD\"\ndo = \"stop\"\n";

class Warnings : public CohortFiles {
  protected:
    std::string of(const Cohort& cohort) const {
        std::string all;
        for (const base::Diagnostic& one : cohort.warnings) {
            std::string line = base::text_of(one);
            const std::string prefix = folder.string() + "/";
            if (line.rfind(prefix, 0) == 0) line.erase(0, prefix.size());
            all += (all.empty() ? "" : "\n") + line;
        }
        return all;
    }
    /// Of a cohort whose regimen stops at progression.
    std::string of(const std::string& text) { return of(read_over_base(std::string(text) + stop)); }
    std::string of_dose(const std::string& dose) { return of("[regimen.hd]\ndose = \"" + dose + "\"\n"); }

    std::string idle(const std::vector<std::string>& set) {
        const CohortFile file(over_base(stop));
        CohortOverrides overrides;
        overrides.set = set;
        std::string all;
        for (const base::Diagnostic& one : idle_settings(file, overrides, file.with(overrides)))
            all += (all.empty() ? "" : "\n") + base::text_of(one);
        return all;
    }
};

TEST_F(Warnings, ADoseFarFromTheUsualOneIsNamed) {
    EXPECT_EQ(of_dose("60000000 IU/kg"),
              "c.toml:4:8: \"60000000 IU/kg\" is 100 times the usual dose of aldesleukin, 600000 IU/kg "
              "(Proleukin label)");
    EXPECT_NE(of_dose("6 MIU/kg").find("is 10 times"), std::string::npos);
    EXPECT_NE(of_dose("6000 IU/kg").find("is 0.01 times"), std::string::npos);
    EXPECT_NE(of_dose("4800 MIU").find("is 100 times"), std::string::npos);  // 80 kg
}

TEST_F(Warnings, ADoseNearTheUsualOneIsNot) {
    for (const char* dose : {"600000 IU/kg", "72000 IU/kg", "18 MIU", "0 IU/kg"})
        EXPECT_EQ(of_dose(dose), "") << dose;
}

TEST_F(Warnings, EveryDrugHasItsUsualDose) {
    const auto of_drug = [&](const std::string& drug, const std::string& dose) {
        return of("[regimen.x]\ndrug = \"" + drug + "\"\ndose = \"" + dose +
                  "\"\ninfusion = \"15 min\"\nevery = \"21 d\"\n");
    };
    EXPECT_EQ(
        of_drug("nktr214", "0.006 mg/kg") + of_drug("nivolumab", "480 mg") + of_drug("nivolumab", "3 mg/kg"),
        "");
    EXPECT_NE(of_drug("nktr214", "0.6 mg/kg").find("is 100 times the usual dose of NKTR-214"),
              std::string::npos);
    EXPECT_NE(of_drug("nivolumab", "24000 mg").find("is 100 times the usual dose of nivolumab"),
              std::string::npos);
}

TEST_F(Warnings, ADrugWithAnotherNameIsComparedWithItsKind) {
    EXPECT_EQ(
        of("[drug.aldesleukin]\nlabel = \"MOL-1\"\n[regimen.hd]\ndose = \"60000000 IU/kg\"\n"),
        "c.toml:6:8: \"60000000 IU/kg\" is 100 times the usual dose of aldesleukin, 600000 IU/kg (Proleukin "
        "label): MOL-1 is of this kind");
}

TEST_F(Warnings, ARuleThatStopsWhereTumoursShrinkIsNoStopAtProgression) {
    const auto with = [&](const char* comparison) {
        return of(read_over_base("[[regimen.hd.rule]]\nwhen = \"sld_change\"\nis = \"" +
                                 std::string(comparison) + "\"\nvalue = 0.2\ndo = \"stop\"\n"));
    };
    EXPECT_EQ(with(">="), "");
    EXPECT_NE(with("<=").find("goes on after progression"), std::string::npos);
}

TEST_F(Warnings, ARegimenWithoutAStopAtProgressionIsNamed) {
    EXPECT_EQ(of(read_over_base("")),
              "base.toml:12:10: regimen `hd` goes on after progression: none of its rules stops it where "
              "`response` is "
              "\"PD\"");
    EXPECT_EQ(of(""), "");
}

TEST_F(Warnings, ARegimenThatEndsBeforeTheSecondScanNeedsNoStop) {
    EXPECT_EQ(of(read_over_base("[regimen.hd]\nmax_courses = 1\n")), "");
}

TEST_F(Warnings, ASettingThatTheFileHasIsNamed) {
    EXPECT_EQ(idle({"study.horizon=52 wk"}),
              "--set study.horizon=52 wk: changes nothing: without it the cohort is the same");
    EXPECT_EQ(idle({"study.horizon=60 wk"}), "");
}

TEST_F(Warnings, ASettingThatIsTheDefaultIsNamed) {
    for (const char* set :
         {"assessment.reader_cv=0.04", "solver.precision=double", "study.horizon=364 d", "trial.n=120.0"})
        EXPECT_EQ(idle({set}),
                  "--set " + std::string(set) + ": changes nothing: without it the cohort is the same");
}

TEST_F(Warnings, ARuleThatOtherRulesDoNotUseIsNamed) {
    EXPECT_EQ(
        idle({"assessment.progression_confirmation=8 wk"}),
        "--set assessment.progression_confirmation=8 wk: changes nothing: under RECIST 1.1 a progression is "
        "not confirmed");
    EXPECT_EQ(idle({"assessment.confirmation=none", "assessment.missed_scans_between=0"}),
              "--set assessment.missed_scans_between=0: changes nothing: no response is confirmed: "
              "`confirmation` is "
              "\"none\"");
    EXPECT_EQ(idle({"regimen.hd.hold=48 h"}),
              "--set regimen.hd.hold=48 h: changes nothing: no rule of regimen `hd` holds a dose");
    EXPECT_EQ(idle({"assessment.missed_scans_between=0"}), "");
}

TEST_F(Warnings, ASettingThatALaterOneReplacesIsNamed) {
    EXPECT_EQ(idle({"trial.n=60", "trial.n=80"}),
              "--set trial.n=60: changes nothing: without it the cohort is the same");
}

TEST_F(Warnings, ASettingThatNoArmUsesIsNamed) {
    EXPECT_EQ(idle({"regimen.nktr214_6ug_q3w.dose=0.01 mg/kg"}),
              "--set regimen.nktr214_6ug_q3w.dose=0.01 mg/kg: changes nothing: no arm gives regimen "
              "`nktr214_6ug_q3w`");
    EXPECT_EQ(idle({"nktr214.one_chain_alpha_factor.value=40"}),
              "--set nktr214.one_chain_alpha_factor.value=40: changes nothing: no arm gives nktr214");
    EXPECT_EQ(idle({"regimen.hd.dose=500000 IU/kg"}), "");
}

TEST_F(Warnings, TheCohortsThatAreShippedHaveNone) {
    for (const char* place : {".", "predictions", "calibration"})
        for (const auto& entry : std::filesystem::directory_iterator(shipped / place)) {
            if (entry.path().extension() != ".toml" || entry.path().filename() == "default.toml") continue;
            EXPECT_EQ(of(read_cohort(entry.path())), "") << entry.path();
        }
}

}  // namespace
}  // namespace twinarm::cohort
