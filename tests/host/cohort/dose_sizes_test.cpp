// Levels, bands of weight, caps and doses per m2 of a regimen: what the engine gets, and every mistake.
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

class DoseSizes : public CohortFiles {
  protected:
    /// A regimen of nivolumab, from line 3 on, in the only arm: `more` begins on line 6.
    static std::string with(const std::string& dose, const std::string& more) {
        return "[regimen.x]\nlike = \"nivolumab_360mg_q3w\"\ndose = \"" + dose + "\"\n" + more +
               "\n[[arm]]\nid = \"only\"\nregimens = [\"x\"]\n";
    }
    Cohort read(const std::string& dose, const std::string& more) { return read_over_base(with(dose, more)); }
    Regimen regimen(const std::string& dose, const std::string& more) {
        return read(dose, more).study.arms[0].regimens[0];
    }
    std::string error(const std::string& dose, const std::string& more) {
        return error_over_base(with(dose, more));
    }
};

TEST_F(DoseSizes, LevelsAscendAndTheDoseIsOneOfThem) {
    const Regimen r = regimen("240 mg", "levels = [\"120 mg\", \"240 mg\", \"0.48 g\"]");
    ASSERT_EQ(r.level_count, 3);
    EXPECT_EQ(r.first_level, 1);
    EXPECT_EQ(r.level[0], 120);
    EXPECT_EQ(r.level[2], 480);
    EXPECT_EQ(r.dose, 240);
    EXPECT_EQ(error("240 mg", "levels = [\"240 mg\", \"120 mg\"]"),
              "c.toml:6:21: level \"120 mg\" is not above the one before it: `levels` ascend");
    EXPECT_EQ(error("250 mg", "levels = [\"120 mg\", \"240 mg\"]"),
              "c.toml:5:8: `dose` is the level that is given first: \"250 mg\" is none of `levels`");
    EXPECT_NE(error("3 mg/kg", "levels = [\"1 mg/kg\", \"240 mg\"]")
                  .find("c.toml:6:22: level \"240 mg\" is flat, "
                        "and `dose` is per kg"),
              std::string::npos);
    EXPECT_EQ(error("240 mg", "levels = \"240 mg\""),
              "c.toml:6:10: `levels` is a list: [\"0.003 mg/kg\", \"0.006 mg/kg\"], from the lowest");
    EXPECT_EQ(
        error("7 mg", "levels = [\"1 mg\", \"2 mg\", \"3 mg\", \"4 mg\", \"5 mg\", \"6 mg\", \"7 mg\"]"),
        "c.toml:6:59: `levels` has 7 members: the limit is 6");
}

TEST_F(DoseSizes, ARegimenLikeOneWithLevelsCanHaveNone) {
    EXPECT_EQ(
        read_over_base("[regimen.x]\nlike = \"y\"\ndose = \"100 mg\"\nlevels = []\nrule = []\n[regimen.y]\n"
                       "like = \"nivolumab_360mg_q3w\"\nlevels = [\"180 mg\", \"360 mg\"]\n[[arm]]\nid = "
                       "\"a\"\nregimens = [\"x\"]\n")
            .study.arms[0]
            .regimens[0]
            .level_count,
        0);
}

const std::string reduce = "rule = [{ when = \"leak\", is = \">=\", value = 0.6, do = \"reduce\" }]";

TEST_F(DoseSizes, ARuleMovesToALevelThatCanBeReached) {
    const Regimen r = regimen("240 mg", "levels = [\"120 mg\", \"240 mg\"]\n" + reduce);
    EXPECT_EQ(r.rules[0].action, RuleAction::reduce);
    EXPECT_EQ(error("120 mg", "levels = [\"120 mg\", \"240 mg\"]\n" + reduce),
              "c.toml:7:55: there is no level to reduce to: `levels` lists the doses, from the lowest");
    EXPECT_EQ(error("120 mg",
                    "levels = [\"120 mg\", \"240 mg\"]\nrule = [{ when = \"level_doses\", is = \">=\", "
                    "value = 1, do = \"escalate\" }, { when = \"leak\", is = \">=\", value = 0.6, do = "
                    "\"reduce\" }]"),
              "");
}

TEST_F(DoseSizes, BandsOfWeightHaveDosesOfTheirOwn) {
    const Regimen r = regimen("480 mg",
                              "weight_bands = [{ below = \"40 kg\", dose = \"3 mg/kg\" }, { below = \"60 "
                              "kg\", dose = \"240 mg\" }]");
    ASSERT_EQ(r.band_count, 2);
    EXPECT_EQ(r.band[0].below_kg, 40);
    EXPECT_EQ(r.band[0].dose, 3);
    EXPECT_EQ(r.band[0].dose_per_kg, 1);
    EXPECT_EQ(r.band[1].dose, 240);
    EXPECT_EQ(r.band[1].dose_per_kg, 0);
    EXPECT_EQ(error("480 mg",
                    "weight_bands = [{ below = \"60 kg\", dose = \"240 mg\" }, { below = \"40 kg\", dose = "
                    "\"120 mg\" }]"),
              "c.toml:6:65: a band that ends at 40 kg begins at 60 kg: bands ascend");
    EXPECT_EQ(
        error("480 mg", "weight_bands = [{ dose = \"240 mg\" }]"),
        "c.toml:6:17: a band of `weight_bands` lacks `below` (body weight that the band ends at, \"50 kg\")");
    EXPECT_EQ(
        error("240 mg", "levels = [\"240 mg\"]\nweight_bands = [{ below = \"40 kg\", dose = \"120 mg\" }]"),
        "c.toml:7:1: `weight_bands` and `levels` cannot be combined");
}

TEST_F(DoseSizes, ACapIsAnAmount) {
    EXPECT_EQ(regimen("3 mg/kg", "max_dose = \"240 mg\"").max_dose, 240);
    EXPECT_EQ(regimen("3 mg/kg", "").max_dose, 0);
    EXPECT_EQ(error("3 mg/kg", "max_dose = \"3 mg/kg\""),
              "c.toml:6:12: `max_dose` is an amount, without /kg and /m2");
    EXPECT_EQ(error("3 mg/kg", "max_dose = \"0 mg\""),
              "c.toml:6:12: `max_dose` must be positive; without it there is no limit");
    EXPECT_EQ(error("240 mg", "max_dose = \"120 mg\""),
              "c.toml:6:12: every dose is above `max_dose` = \"120 mg\"");
}

TEST_F(DoseSizes, ADosePerSquareMetreNeedsHeights) {
    const Regimen r = regimen("120 mg/m2", "height = { women = \"1630 mm\", men = \"176 cm\" }");
    EXPECT_EQ(r.dose, 120);
    EXPECT_EQ(r.dose_per_kg, 0);
    EXPECT_EQ(r.height_cm[0], 163);
    EXPECT_EQ(r.height_cm[1], 176);
    EXPECT_EQ(
        error("120 mg/m2", ""),
        "c.toml:5:8: a dose per m2 needs the height of the patients: height = { women = \"163 cm\", men = "
        "\"176 cm\" }");
    EXPECT_EQ(error("240 mg", "height = { women = \"163 cm\", men = \"176 cm\" }"),
              "c.toml:6:1: `height` is for doses per m2");
    EXPECT_EQ(error("120 mg/m2", "height = { women = \"163 mm\", men = \"176 cm\" }"),
              "c.toml:6:20: a height of 16.3 cm: expected 50 to 250 cm");
}

// 9 MIU/m2 of 16.36 MIU/mg and 15.3 kDa is 0.55 mg/m2, 35.95 nmol/m2.
TEST_F(DoseSizes, UnitsPerSquareMetreBecomeNmol) {
    EXPECT_NEAR(read_over_base(
                    "[regimen.x]\nlike = \"hd\"\ndose = \"9 MIU/m2\"\nheight = { women = \"163 cm\", men = "
                    "\"176 cm\" }\n[[arm]]\nid = \"only\"\nregimens = [\"x\"]\n")
                    .study.arms[0]
                    .regimens[0]
                    .dose,
                9 / 18. * 1.1 * 1e6 / 15300, 1e-13);
}

TEST_F(DoseSizes, WordsSayHowTheDoseIsFitted) {
    const auto words = [&](const std::string& dose, const std::string& more) {
        return read(dose, more).arms[0].regimen_labels.at(0);
    };
    EXPECT_EQ(words("240 mg", "levels = [\"120 mg\", \"240 mg\"]"),
              "nivolumab 240 mg (levels 120 mg, 240 mg) every 21 d");
    EXPECT_EQ(words("3 mg/kg", "max_dose = \"240 mg\""), "nivolumab 3 mg/kg (at most 240 mg) every 21 d");
    EXPECT_EQ(words("480 mg", "weight_bands = [{ below = \"60 kg\", dose = \"240 mg\" }]"),
              "nivolumab 480 mg (240 mg below 60 kg) every 21 d");
}

/// The usual dose is 3 mg/kg: 240 mg in 80 kg, which are 2 m2.
TEST_F(DoseSizes, AnUnusualDoseIsSpokenOfWhereverItStands) {
    const auto warning = [&](const std::string& dose, const std::string& more) {
        const auto warnings = read(dose, more).warnings;
        return warnings.empty() ? "" : base::text_of(warnings.front());
    };
    EXPECT_NE(warning("240 mg", "levels = [\"240 mg\", \"24000 mg\"]")
                  .find("c.toml:6:21: \"24000 mg\" is 100 times the usual dose"),
              std::string::npos);
    EXPECT_NE(warning("240 mg", "weight_bands = [{ below = \"50 kg\", dose = \"24000 mg\" }]")
                  .find("\"24000 mg\" is 100 times the usual dose"),
              std::string::npos);
    EXPECT_NE(warning("12000 mg/m2", "height = { women = \"163 cm\", men = \"176 cm\" }")
                  .find("is 100 times the usual dose of nivolumab, 3 mg/kg (Opdivo label), in a patient of "
                        "80 kg and 2 m2"),
              std::string::npos);
    EXPECT_EQ(warning("120 mg/m2", "height = { women = \"163 cm\", men = \"176 cm\" }"), "");
}

}  // namespace
}  // namespace twinarm::cohort
