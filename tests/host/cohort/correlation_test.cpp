// Correlations: the Cholesky factor that the engine gets, and matrices that cannot be.
#include "host/cohort/parameter_range.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

std::string correlation(const char* a, const char* b, double value) {
    return std::string("[[correlation]]\nbetween = [\"") + a + "\", \"" + b +
           "\"]\nvalue = " + std::to_string(value) + "\nsource = \"assumed\"\n";
}

class Correlations : public CohortFiles {
  protected:
    static int row(const Cohort& c, const char* key) {
        return c.study.population.marginal[parameter_index(key)].copula_row;
    }
    /// Entry of L L^T.
    static double product(const Copula& copula, int i, int j) {
        double sum = 0;
        for (int k = 0; k < copula.count; ++k) sum += copula.factor[i][k] * copula.factor[j][k];
        return sum;
    }
};

TEST_F(Correlations, OfTwoParametersTheFactorIsKnown) {
    const Cohort c = read_over_base(correlation("toxicity.leak_rate", "toxicity.leak_recovery", 0.6));
    const int first = row(c, "toxicity.leak_rate"), second = row(c, "toxicity.leak_recovery");
    const auto& l = c.study.population.copula.factor;
    ASSERT_EQ(second, first + 1);  // in the order of the parameter table
    EXPECT_EQ(l[first][first], 1);
    EXPECT_EQ(l[second][first], 0.6);
    EXPECT_NEAR(l[second][second], 0.8, 2e-16);  // sqrt(1 - 0.36), one rounding
    EXPECT_EQ(l[first][second], 0);
}

TEST_F(Correlations, TheFactorTimesItsTransposeIsTheMatrix) {
    const Cohort c = read_over_base("");
    const Copula& copula = c.study.population.copula;
    const int a = row(c, "lymphocytes.cd8_count"), b = row(c, "lymphocytes.other_count");
    const double rounding = 1e-15;  // a handful of products below 1
    EXPECT_NEAR(product(copula, a, b), 0.5, rounding);
    EXPECT_NEAR(product(copula, a, row(c, "tumour.killing")), 0, rounding);
    for (int i = 0; i < copula.count; ++i) EXPECT_NEAR(product(copula, i, i), 1, rounding);
}

TEST_F(Correlations, RowsPointBackToTheirParameters) {
    const Cohort c = read_over_base("");
    const Population& population = c.study.population;
    int rows = 0;
    for (int i = 0; i < parameter_count; ++i) {
        const int own = population.marginal[i].copula_row;
        if (own < 0) continue;
        ++rows;
        EXPECT_EQ(population.copula.parameter[own], i);
    }
    EXPECT_EQ(rows, population.copula.count);
    EXPECT_GT(rows, 0);
}

TEST_F(Correlations, CategoriesCanBeCorrelated) {
    EXPECT_GE(row(read_over_base(correlation("covariates.ecog", "covariates.ldh_elevated", 0.3)),
                  "covariates.ecog"),
              0);
}

TEST_F(Correlations, AMatrixThatIsNotPositiveDefiniteNamesItsParameters) {
    // a ~ b and b ~ c strongly, yet a against c: no three numbers behave so.
    EXPECT_EQ(error_over_base(correlation("toxicity.leak_rate", "toxicity.leak_recovery", 0.9) +
                              correlation("toxicity.leak_recovery", "toxicity.leak_tolerance", 0.9) +
                              correlation("toxicity.leak_rate", "toxicity.leak_tolerance", -0.95)),
              "c.toml:13:9: the correlations of `toxicity.leak_rate`, `toxicity.leak_recovery` and "
              "`toxicity.leak_tolerance` "
              "contradict each other: their matrix is not positive definite (smallest eigenvalue -0.834)");
}

TEST_F(Correlations, ACorrelationOfOneIsRefused) {
    EXPECT_NE(error_over_base(correlation("toxicity.leak_rate", "toxicity.leak_recovery", 1))
                  .find("not positive definite"),
              std::string::npos);
    EXPECT_EQ(error_over_base(correlation("toxicity.leak_rate", "toxicity.leak_recovery", 1.5)),
              "c.toml:5:9: 1.5 is not between -1 and 1");
}

TEST_F(Correlations, AMatrixThatIsSingularToRoundingIsRefused) {
    EXPECT_NE(
        error_over_base("[[correlation]]\nbetween = [\"toxicity.leak_rate\", \"toxicity.leak_recovery\"]\n"
                        "value = 0.99999999999999\nsource = \"assumed\"\n")
            .find("not positive definite"),
        std::string::npos);
}

TEST_F(Correlations, OnlyWhatVariesCanBeCorrelated) {
    EXPECT_EQ(error_over_base("[toxicity]\nleak_rate = { source = \"assumed\", mixture = [{ weight = 0.5, "
                              "median = \"1 1/h\", log_sd = 1 }, { weight = 0.5, "
                              "median = \"2 1/h\", log_sd = 1 }] }\n" +
                              correlation("toxicity.leak_rate", "toxicity.leak_recovery", 0.3)),
              "c.toml:6:12: `toxicity.leak_rate` is a mixture: only a parameter of one continuous component, "
              "or of categories, can be "
              "correlated; value = 0 removes a correlation");
}

TEST_F(Correlations, ThoseOfAFixedValueFallAwayWithAWarning) {
    CohortOverrides fixed;
    fixed.set = {"covariates.weight={ value = \"70 kg\", source = \"assumed\" }"};
    const std::string pair = correlation("covariates.weight", "toxicity.leak_rate", 0.3) +
                             correlation("toxicity.leak_rate", "toxicity.leak_recovery", 0.4);
    const Cohort c = read_cohort(over_base(pair), fixed);
    EXPECT_EQ(row(c, "covariates.weight"), -1);
    EXPECT_GE(row(c, "toxicity.leak_recovery"), 0);
    ASSERT_FALSE(c.warnings.empty());
    EXPECT_EQ(c.warnings.back().file, "--set " + fixed.set[0]);
    EXPECT_EQ(c.warnings.back().message, "`covariates.weight` is a fixed value: its correlations fall away");
}

TEST_F(Correlations, ZeroTakesACorrelationBack) {
    const Cohort c = read_over_base("[tumour]\nkilling = { value = \"1e-5 1/h\", source = \"assumed\" }\n" +
                                    correlation("tumour.killing", "tumour.exhaustion", 0));
    EXPECT_EQ(row(c, "tumour.killing"), -1);
    EXPECT_EQ(row(c, "tumour.exhaustion"), -1);
}

TEST_F(Correlations, NamesArePairsOfDifferentParameters) {
    EXPECT_EQ(error_over_base(correlation("toxicity.leak_rat", "toxicity.leak_recovery", 0.3)),
              "c.toml:4:12: no such parameter `toxicity.leak_rat` (did you mean `toxicity.leak_rate`?)");
    EXPECT_EQ(error_over_base(correlation("toxicity.leak_rate", "toxicity.leak_rate", 0.3)),
              "c.toml:4:11: `toxicity.leak_rate` is correlated with itself");
    EXPECT_NE(error_over_base(correlation("toxicity.leak_rate", "toxicity.leak_recovery", 0.3) +
                              correlation("toxicity.leak_recovery", "toxicity.leak_rate", 0.4))
                  .find("c.toml:8:11: the correlation of `toxicity.leak_rate` and `toxicity.leak_recovery` "
                        "is given twice"),
              std::string::npos);
}

TEST_F(Correlations, AtMostTwentyFourParametersAreCorrelated) {
    std::string many;
    const char* rates[] = {"cd8_expansion", "nk_expansion",    "treg_expansion", "other_expansion",
                           "cd8_turnover",  "nk_turnover",     "treg_turnover",  "other_turnover",
                           "return_rate",   "margination_rate"};
    for (int i = 0; i < 10; i += 2)
        many += correlation((std::string("lymphocytes.") + rates[i]).c_str(),
                            (std::string("lymphocytes.") + rates[i + 1]).c_str(), 0.1);
    EXPECT_NE(error_over_base(many).find("29 parameters are correlated: the limit is 24"), std::string::npos)
        << error_over_base(many);
}

}  // namespace
}  // namespace twinarm::cohort
