// Any number of drugs: kinds, parameters, likeness, one of each kind in an arm, and twins with the same
// percentile.
#include <algorithm>
#include <cmath>

#include "host/cohort/defaulted_parameters.hpp"
#include "host/cohort/parameter_range.hpp"
#include "kernels/core/normal.hpp"
#include "kernels/patient/sample_patient.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

using Drugs = CohortFiles;

const std::string mine = R"(
[drug.mine]
kind = "il2"
like = "aldesleukin"
source = "assumed"
[mine]
alpha_factor = { value = 1000, source = "assumed" }
[regimen.mine]
drug = "mine"
dose = "10 nmol/kg"
infusion = "30 min"
every = "21 d"
)";
const std::string its_arms = R"(
[[arm]]
id = "il2"
regimens = ["hd"]
[[arm]]
id = "mine"
regimens = ["mine"]
)";

Patient<double> patient_in(const Cohort& cohort, int arm, std::uint64_t number) {
    const Study& study = cohort.study;
    return sample_patient<double>(study.population, study.seed, number, &study.arms[arm]);
}

TEST_F(Drugs, OfOneKindAreArmsOfOneRunWithTheirOwnNumbers) {
    const Cohort cohort = read_over_base(mine + its_arms);
    for (std::uint64_t number = 0; number < 20; ++number) {
        const Patient<double> il2 = patient_in(cohort, 0, number), own = patient_in(cohort, 1, number);
        EXPECT_EQ(il2.aldesleukin.alpha_factor, 1);
        EXPECT_EQ(own.aldesleukin.alpha_factor, 1000);
        EXPECT_EQ(il2.aldesleukin.clearance, own.aldesleukin.clearance);  // it is like IL-2
        EXPECT_EQ(il2.tumour.killing, own.tumour.killing);
    }
    EXPECT_EQ(name_of(cohort, cohort.study.arms[1].regimens[0]), "mine");
    EXPECT_EQ(names_of(cohort, Drug::aldesleukin), "aldesleukin or mine");
    EXPECT_EQ(cohort.arms[1].label, "mine");
}

TEST_F(Drugs, OfAKindHaveTheSamePercentileInAPatient) {
    const std::string spread =
        mine + "[mine.central_volume]\nmedian = \"1 L\"\nlog_sd = 0.7\nsource = \"assumed\"\n";
    const Cohort cohort = read_over_base(spread + its_arms);
    for (std::uint64_t number = 0; number < 20; ++number) {
        const double il2 = std::log(patient_in(cohort, 0, number).aldesleukin.central_volume / 6.3) / 0.25;
        const double own = std::log(patient_in(cohort, 1, number).aldesleukin.central_volume) / 0.7;
        EXPECT_NEAR(il2, own, 1e-12);
    }
}

TEST_F(Drugs, OfAnotherFileLeaveOldArmsTheirBytes) {
    const Cohort with = read_over_base(mine + its_arms);
    const Cohort without = read_over_base("[[arm]]\nid = \"il2\"\nregimens = [\"hd\"]\n");
    EXPECT_EQ(with.study.arms[0], without.study.arms[0]);
    for (int i = 0; i < parameter_count; ++i)
        EXPECT_EQ(with.study.population.marginal[i], without.study.population.marginal[i]) << key_of(i);
}

TEST_F(Drugs, AreSetByPath) {
    const Cohort cohort =
        read_cohort(over_base(mine + its_arms), {{"mine.alpha_factor.value=7"}, {}, {}, {}});
    EXPECT_EQ(patient_in(cohort, 1, 0).aldesleukin.alpha_factor, 7);
    const Cohort both =
        read_cohort(folder / "c.toml", {{"aldesleukin.clearance.median=8.04 L/h"}, {}, {}, {}});
    EXPECT_EQ(patient_in(both, 1, 0).aldesleukin.clearance, patient_in(both, 0, 0).aldesleukin.clearance);
}

TEST_F(Drugs, ReadBackFromTheResolvedText) {
    const Cohort cohort = read_over_base(mine + its_arms);
    const Cohort again = read_resolved(cohort.resolved, "resolved.toml", {});
    EXPECT_EQ(again.study, cohort.study);
    EXPECT_EQ(again.drugs, cohort.drugs);
}

TEST_F(Drugs, NeedAKindAndANameOfTheirOwn) {
    EXPECT_EQ(first_error_over_base(
                  "[drug.tumour]\nkind = \"il2\"\nlike = \"aldesleukin\"\nsource = \"assumed\"\n"),
              "c.toml:3:7: `tumour` cannot be the name of a drug: its parameters stand in a table of that "
              "name; use "
              "letters, digits and _, and no name of another table");
    EXPECT_EQ(error_over_base("[drug.x]\nkind = \"il3\"\nsource = \"assumed\"\n"),
              "c.toml:4:8: expected `il2`, `releasable_peg_il2` or `pd1_antibody`, got `il3` (did you mean "
              "`il2`?)");
    EXPECT_EQ(error_over_base("[drug.x]\nkind = \"il2\"\nlike = \"nivolumab\"\nsource = \"assumed\"\n"),
              "c.toml:5:8: `nivolumab` is of kind pd1_antibody, `x` of kind il2");
    EXPECT_EQ(error_over_base("[drug.nivolumab]\nkind = \"il2\"\n"),
              "c.toml:4:8: `nivolumab` is of kind pd1_antibody");
}

TEST_F(Drugs, WithoutLikenessGiveEveryParameter) {
    const std::string text = "[drug.x]\nkind = \"pd1_antibody\"\nsource = \"assumed\"\n";
    EXPECT_EQ(
        first_error_over_base(text),
        "c.toml:3:7: [x] lacks `clearance` (clearance of an 80 kg woman, ECOG 0, before treatment; L/h)");
}

TEST_F(Drugs, TakeTheCorrelationsOfTheirKind) {
    EXPECT_EQ(
        error_over_base(mine + "[[correlation]]\nbetween = [\"mine.clearance\", \"tumour.killing\"]\nvalue = "
                               "0.2\nsource = \"assumed\"\n"),
        "c.toml:16:12: a patient has the same percentile of `mine.clearance` as of `aldesleukin.clearance`: "
        "give "
        "the correlation of `aldesleukin.clearance`, it holds for both");
}

TEST_F(Drugs, AnArmHasOneOfAKind) {
    EXPECT_EQ(error_over_base(mine + "[[arm]]\nid = \"two\"\nregimens = [\"hd\", \"mine\"]\n"),
              "c.toml:17:19: `hd` and `mine` are regimens of two drugs of one kind, il2: an arm has one drug "
              "of each kind");
    EXPECT_EQ(
        error_over_base(
            mine + "[regimen.peg]\ndrug = \"nktr214\"\ndose = \"6 ug/kg\"\ninfusion = \"15 min\"\nevery = "
                   "\"21 d\"\n[[arm]]\nid = \"two\"\nregimens = [\"peg\", \"mine\"]\n"),
        "c.toml:22:20: the IL-2 that a PEG conjugate releases is aldesleukin: `peg` and `mine` cannot be in "
        "one arm");
}

TEST_F(Drugs, UnderTheSkinNeedAnAbsorption) {
    const std::string under = "[regimen.hd]\nroute = \"SC\"\n";
    EXPECT_NE(first_error_over_base(under).find("a dose under the skin has no `infusion`"),
              std::string::npos);
    const std::string own =
        "[regimen.sc]\ndrug = \"aldesleukin\"\nroute = \"SC\"\ndose = \"250000 IU/kg\"\nevery = \"1 "
        "d\"\n[[arm]]\nid "
        "= \"sc\"\nregimens = [\"sc\"]\n";
    EXPECT_EQ(
        first_error_over_base(own),
        "c.toml:8:1: arm `sc` gets aldesleukin under the skin: `aldesleukin.absorption_rate` is needed");
    EXPECT_EQ(
        error_over_base("[regimen.sc]\ndrug = \"nivolumab\"\nroute = \"SC\"\ndose = \"360 mg\"\nevery = \"14 "
                        "d\"\n"),
        "c.toml:5:9: `nivolumab` is of kind pd1_antibody, which is given into a vein only");
}

TEST_F(Drugs, AreSpokenOfWhereADoseIsAHundredTimesTheirUsualOne) {
    const Cohort cohort = read_over_base("[drug.mine]\nusual_dose = \"0.1 nmol/kg\"\n" +
                                         mine.substr(mine.find("kind")) + its_arms);
    EXPECT_TRUE(
        std::any_of(cohort.warnings.begin(), cohort.warnings.end(), [](const base::Diagnostic& warning) {
            return warning.message ==
                   "\"10 nmol/kg\" is 100 times the usual dose of mine, 0.1 nmol/kg ([drug.mine])";
        }));
}

TEST_F(Drugs, ACorrelationOfWhatTheFileLeavesOutFallsAway) {
    for (int i = 0; i < parameter_count; ++i) {
        if (!default_of(i)) continue;
        const Cohort cohort = read_over_base("[[correlation]]\nbetween = [\"" + key_of(i) +
                                             "\", \"tumour.killing\"]\nvalue = 0.4\nsource = \"assumed\"\n");
        EXPECT_TRUE(std::any_of(
            cohort.warnings.begin(), cohort.warnings.end(),
            [&](const base::Diagnostic& one) {
                return one.line == 4 &&
                       one.message == "`" + key_of(i) + "` is a fixed value: its correlations fall away";
            }))
            << key_of(i);
    }
}

TEST_F(Drugs, KeepACorrelationWhoseOwnDrugIsFixed) {
    const Cohort cohort = read_over_base(
        "[aldesleukin]\nclearance = { value = \"16 L/h\", source = \"assumed\" }\n" + mine +
        "[mine.clearance]\nmedian = \"1 L/h\"\nlog_sd = 0.7\nsource = \"assumed\"\n" + its_arms);
    const std::int32_t place = cohort.study.arms[1].regimens[0].marginals;
    EXPECT_GE(cohort.study.population.marginal[place].copula_row, 0);
}

TEST_F(Drugs, AreLikeOneThatStandsBefore) {
    EXPECT_EQ(first_error_over_base("[drug.x]\nkind = \"il2\"\nlike = \"x\"\nsource = \"assumed\"\n"),
              "c.toml:5:8: drug `x` is like itself");
    EXPECT_EQ(
        first_error_over_base("[drug.x]\nkind = \"il2\"\nlike = \"mine\"\nsource = \"assumed\"\n" + mine),
        "c.toml:5:8: `mine` is read after `x`, or has an error: a drug is like one that stands before it, "
        "included files first");
}

TEST_F(Drugs, GivenAsZeroAreCalledSo) {
    const Cohort cohort =
        read_over_base(mine +
                       "[regimen.none]\nlike = \"mine\"\ndose = 0\n[[arm]]\nid = \"none\"\nregimens = "
                       "[\"none\"]\n");
    EXPECT_EQ(cohort.arms[0].regimen_labels[0], "mine 0 every 21 d");
}

}  // namespace
}  // namespace twinarm::cohort
