// The populations file: what is read, what is refused and where, and what it does to a cohort.
#include "host/cohort/populations.hpp"

#include "host/base/csv_line.hpp"
#include "host/cohort/parameter_range.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

constexpr const char* two =
    "# made by hand\n"
    "population,weight,tumour.killing.median,tumour.growth_rate.median @ advanced melanoma\n"
    "a,0.25,\"4.1e-5 1/h\",0.002 1/d\n"
    "b,0.75,5e-5 1/h,0.004 1/d\n";

std::string error_of(const std::string& text) {
    try {
        read_populations(text, "p.csv");
        return "";
    } catch (const base::CohortError& error) {
        return error.what();
    }
}

TEST(CsvLine, QuotesHoldCommasAndDoubledQuotes) {
    const auto cells = base::csv_cells("a,\"b,c\",\"d\"\"e\",,f\r");
    ASSERT_TRUE(cells);
    ASSERT_EQ(cells->size(), 5u);
    EXPECT_EQ((*cells)[1].text, "b,c");
    EXPECT_EQ((*cells)[2].text, "d\"e");
    EXPECT_EQ((*cells)[3].text, "");
    EXPECT_EQ((*cells)[4].text, "f");
    EXPECT_EQ((*cells)[1].column, 3);
    EXPECT_EQ((*cells)[4].column, 17);
    EXPECT_FALSE(base::csv_cells("a,\"b"));
}

TEST(Populations, AreReadWithWeightsAndSettings) {
    const Populations p = read_populations(two, "p.csv");
    ASSERT_EQ(p.rows.size(), 2u);
    EXPECT_EQ(p.rows[1].name, "b");
    EXPECT_EQ(p.rows[1].weight, 0.75);
    EXPECT_EQ(p.columns[1].disease, "advanced melanoma");
    EXPECT_EQ(p.text, two);
    EXPECT_EQ(p.sha256.size(), 64u);
}

TEST(Populations, AColumnOfADiseaseHoldsForThatDiseaseOnly) {
    const Populations p = read_populations(two, "p.csv");
    const auto in_melanoma = p.settings(0, "advanced melanoma");
    ASSERT_EQ(in_melanoma.size(), 2u);
    EXPECT_EQ(in_melanoma[0].text, "tumour.killing.median=4.1e-5 1/h");
    EXPECT_EQ(in_melanoma[1].text, "tumour.growth_rate.median=0.002 1/d");
    EXPECT_EQ(in_melanoma[1].place.line, 3);
    EXPECT_EQ(in_melanoma[1].place.column, 21);
    EXPECT_EQ(p.settings(0, "metastatic renal-cell carcinoma").size(), 1u);
}

TEST(Populations, APathWithColumnsOfOtherDiseasesOnlyIsNamed) {
    const Populations p = read_populations(two, "p.csv");
    const auto found = columns_of_other_diseases(p, "melanoma");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(base::text_of(found[0]),
              "p.csv:1:1: no column of `tumour.growth_rate.median` is for the cohort's disease `melanoma`: "
              "it keeps the "
              "cohort's value in every population; there are columns for `advanced melanoma`");
    EXPECT_TRUE(columns_of_other_diseases(p, "advanced melanoma").empty());
}

TEST(Populations, DosesAndNamesAreOfTheDesign) {
    for (const char* path : {"regimen.hd.dose", "drug.nktr214.label"})
        EXPECT_NE(
            error_of("population,weight," + std::string(path) + "\na,1,x\n").find("is of the trial's design"),
            std::string::npos)
            << path;
}

TEST(Populations, WeightsMustSumToOne) {
    EXPECT_EQ(error_of("population,weight\na,0.5\nb,0.4\n"), "p.csv:1:1: the weights sum to 0.9, not to 1");
    EXPECT_EQ(error_of("population,weight\na,0.5000004\nb,0.5\n"), "");  // few digits
}

TEST(Populations, WeightsOfFewDigitsAreScaledWithAWarning) {
    const Populations p = read_populations("population,weight\na,0.333\nb,0.333\nc,0.333\n", "p.csv");
    EXPECT_NEAR(p.rows[0].weight, 1.0 / 3, 1e-15);
    ASSERT_EQ(p.warnings.size(), 1u);
    EXPECT_NE(base::text_of(p.warnings[0]).find("p.csv:1:1: the weights sum to 0.999"), std::string::npos);
    EXPECT_TRUE(read_populations("population,weight\na,0.5\nb,0.5\n", "p.csv").warnings.empty());
}

TEST(Populations, WhatASpreadsheetWritesIsTheSameFile) {
    const std::string plain = "population,weight,x.y\na,0.5,1\nb,0.5,2\n";
    std::string crlf, cr;
    for (const char letter : plain) {
        crlf += letter == '\n' ? "\r\n" : std::string(1, letter);
        cr += letter == '\n' ? '\r' : letter;
    }
    for (const std::string& text :
         {"\xef\xbb\xbf" + plain, crlf, "\xef\xbb\xbf" + crlf, cr, plain + ",,\n" + "\n",
          std::string("\"population\",\"weight\",\"x.y\"\n\"a\",\"0.5\",\"1\"\n\"b\",\"0.5\",\"2\"\n")}) {
        const Populations p = read_populations(text, "p.csv");
        ASSERT_EQ(p.rows.size(), 2u) << text;
        EXPECT_EQ(p.columns.at(0).path, "x.y");
        EXPECT_EQ(p.rows[1].values.at(0), "2");
        EXPECT_EQ(p.rows[1].weight, 0.5);
    }
}

TEST(Populations, OtherSeparatorsAreNamed) {
    EXPECT_EQ(error_of("population;weight;x.y\na;0,5;0,2\n"),
              "p.csv:1:1: cells stand between semicolons: save the file with commas between cells and points "
              "in numbers");
    EXPECT_NE(error_of("population\tweight\na\t1\n").find("between tabs"), std::string::npos);
    EXPECT_EQ(error_of("population,weight\na,\"0,5\"\nb,0.5\n"),
              "p.csv:2:3: `0,5` has a decimal comma: write 0.5");
}

TEST(Populations, OtherEncodingsAreNamed) {
    EXPECT_EQ(error_of("\xff\xfep").rfind("p.csv:1:1: the encoding is UTF-16", 0), 0u);
    EXPECT_EQ(error_of("population,weight\ncaf\xe9,1\n").rfind("p.csv:2:4: the encoding is not UTF-8", 0),
              0u);
}

TEST(Populations, EveryMistakeIsLocated) {
    const std::string errors = error_of(
        "population,weight,tumour.killing.median\n"
        "a,0.5,1e-5 1/h\n"
        "a,0.5,1e-5 1/h\n"
        "b,-1,1e-5 1/h\n"
        "c,0.1\n"
        "d,x,\"1e-5 1/h\n");
    EXPECT_EQ(errors,
              "p.csv:3:1: two populations are called `a`\n"
              "p.csv:4:3: weight `-1` is not a number above 0\n"
              "p.csv:5:1: 2 cells under a header of 3\n"
              "p.csv:6:1: a quote is not closed");
}

TEST(Populations, AHeaderThatCannotBeMeantIsRefused) {
    EXPECT_EQ(error_of(""), "p.csv:1:1: no header: a populations file has population,weight,path,...");
    EXPECT_EQ(error_of("population,weight\n"), "p.csv:1:1: there is no population in the file");
    EXPECT_NE(error_of("name,weight\na,1\n").find("p.csv:1:1: a populations file begins with"),
              std::string::npos);
    for (const char* path : {"study.seed", "arm.a.trial_n", "trial.n", "pool", "published.0.n", "include"})
        EXPECT_NE(
            error_of("population,weight," + std::string(path) + "\na,1,1\n").find("of the trial's design"),
            std::string::npos)
            << path;
    EXPECT_EQ(error_of("population,weight,trial.between_trial_sd\na,1,0.3\n"), "");
}

TEST(Populations, APathThatStandsTwiceForOneDiseaseIsRefused) {
    EXPECT_NE(error_of("population,weight,x.y,x.y @ d\na,1,1,1\n").find("p.csv:1:23: `x.y` is given twice"),
              std::string::npos);
    EXPECT_EQ(error_of("population,weight,x.y @ c,x.y @ d\na,1,1,1\n"), "");
}

TEST(Populations, ASettingOfTheCommandLineMayNotNameTheSamePath) {
    const Populations p = read_populations(two, "p.csv");
    EXPECT_NO_THROW(check_settings(p, "", {"tumour.killing.log_sd=2", "tumour.growth_rate.median=1 1/d"}));
    for (const char* set : {"tumour.killing.median=1 1/h", "tumour.killing={value=1}", "tumour=1"})
        EXPECT_THROW(check_settings(p, "", {set}), base::CohortError) << set;
    EXPECT_THROW(check_settings(p, "advanced melanoma", {"tumour.growth_rate.median=1 1/d"}),
                 base::CohortError);
}

class PopulationOfACohort : public CohortFiles {};

TEST_F(PopulationOfACohort, HasItsValuesAndNothingElseChanged) {
    const Cohort base = read_over_base("");
    const Cohort changed =
        read_resolved(base.resolved, "base", {{"tumour.killing.median=9.5e-5 1/h", {"p.csv", 2, 3}}});
    int different = 0;
    for (int i = 0; i < parameter_count; ++i) {
        const auto& old = base.study.population.marginal[i].component[0];
        const auto& now = changed.study.population.marginal[i].component[0];
        different += old.location != now.location || old.scale != now.scale;
        if (i == parameter_index("tumour.killing")) {
            EXPECT_EQ(now.location, 9.5e-5);
        }
    }
    EXPECT_EQ(different, 1);
}

TEST_F(PopulationOfACohort, AWrongValueIsAnErrorAtItsCell) {
    const Cohort base = read_over_base("");
    for (const auto& [setting, words] : std::vector<std::pair<std::string, std::string>>{
             {"tumour.killing.median=9 mm", "p.csv:7:21: "},
             {"tumour.kiling.median=9e-5 1/h", "p.csv:7:21: unknown key `kiling`"},
             {"tumour.killing.median=", "p.csv:7:21: `` is not a TOML value"}}) {
        try {
            read_resolved(base.resolved, "base", {{setting, {"p.csv", 7, 21}}});
            ADD_FAILURE() << setting;
        } catch (const base::CohortError& error) {
            EXPECT_EQ(std::string(error.what()).rfind(words, 0), 0u) << error.what();
        }
    }
}

}  // namespace
}  // namespace twinarm::cohort
