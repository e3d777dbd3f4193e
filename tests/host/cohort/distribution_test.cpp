// Forms of distributions: what the engine gets, and which mistakes are refused.
#include <algorithm>

#include "host/cohort/distribution.hpp"

#include "host/cohort/parameter_range.hpp"
#include "host/cohort/truncation.hpp"
#include "tests/host/cohort/cohort_files.hpp"

namespace twinarm::cohort {
namespace {

class Distributions : public CohortFiles {
  protected:
    /// `text` as the table of a parameter over the base cohort, on line 4.
    Marginal read(const std::string& key, const std::string& text) {
        return read_over_base(table(key, text)).study.population.marginal[parameter_index(key)];
    }
    std::string error(const std::string& key, const std::string& text) {
        return first_error_over_base(table(key, text));
    }
    static std::string table(const std::string& key, const std::string& text) {
        const auto dot = key.find('.');
        return "[" + key.substr(0, dot) + "]\n" + key.substr(dot + 1) + " = { source = \"assumed\", " + text +
               " }\n";
    }
};

void expect_component(const Marginal& m, int i, double weight, double location, double scale) {
    EXPECT_EQ(m.component[i].weight, weight);
    EXPECT_EQ(m.component[i].location, location);
    EXPECT_EQ(m.component[i].scale, scale);
}

const ParameterNote& note_of(const Cohort& cohort, const std::string& key) {
    return *std::find_if(cohort.notes.begin(), cohort.notes.end(),
                         [&](const ParameterNote& note) { return note.key == key; });
}

TEST_F(Distributions, EachFormHasItsKindAndNumbers) {
    const auto expect = [&](const char* key, const char* text, DistributionKind kind, double location,
                            double scale) {
        const Marginal m = read(key, text);
        EXPECT_EQ(m.kind, kind) << text;
        ASSERT_EQ(m.component_count, 1) << text;
        expect_component(m, 0, 1, location, scale);
        EXPECT_EQ(m.component[0].lower_probability, 0) << text;
        EXPECT_EQ(m.component[0].upper_probability, 1) << text;
        EXPECT_EQ(m.copula_row, -1) << text;
    };
    expect("tumour.priming", "value = \"0.045 1/h\"", DistributionKind::fixed, 0.045, 0);
    expect("nktr214.volume", "median = \"4500 mL\", log_sd = 0.2", DistributionKind::lognormal, 4.5, 0.2);
    expect("nivolumab.clearance_change", "mean = -0.3, sd = 0.27", DistributionKind::normal, -0.3, 0.27);
    expect("tumour.pd1_effect", "median = 0.55, logit_sd = 0.943", DistributionKind::logit_normal, 0.55,
           0.943);
    expect("tumour.crowding", "uniform = [0, 0.3]", DistributionKind::uniform, 0, 0.3);
    expect("nktr214.last_chain_factor", "log_uniform = [0.02, 1]", DistributionKind::log_uniform, 0.02, 1);
}

TEST_F(Distributions, CategoriesAndMixturesKeepTheirOrder) {
    const Marginal classes =
        read("covariates.imdc_class", "categories = [0, 1, 2], weights = [0.3, 0.6, 0.1]");
    EXPECT_EQ(classes.kind, DistributionKind::categorical);
    ASSERT_EQ(classes.component_count, 3);
    expect_component(classes, 1, 0.6, 1, 0);

    const Marginal mixed = read("survival.death_rate",
                                "mixture = [{ weight = 0.4, median = \"1e-5 1/h\", log_sd = 0.5 }, { weight "
                                "= 0.6, median = \"2e-5 1/h\", log_sd = 0.7 }]");
    EXPECT_EQ(mixed.kind, DistributionKind::lognormal);
    ASSERT_EQ(mixed.component_count, 2);
    expect_component(mixed, 0, 0.4, 1e-5, 0.5);
    expect_component(mixed, 1, 0.6, 2e-5, 0.7);
}

// Phi(1) and Phi(2) to 16 digits (Abramowitz and Stegun, table 26.1); the function is good to a few ulp.
constexpr double phi_1 = 0.8413447460685429, phi_2 = 0.9772498680518208;
constexpr double ulps = 1e-15;

TEST_F(Distributions, TruncationIsTheProbabilityBelowEachBound) {
    const auto expect = [&](const char* key, const char* text, double lower, double upper) {
        const Marginal m = read(key, text);
        EXPECT_NEAR(m.component[0].lower_probability, lower, ulps) << text;
        EXPECT_NEAR(m.component[0].upper_probability, upper, ulps) << text;
    };
    expect("covariates.weight", "mean = \"80 kg\", sd = \"20 kg\", truncated = [\"60 kg\", \"120 kg\"]",
           1 - phi_1, phi_2);
    // ln bounds at one and two sd: median e^-sd and e^2sd, sd = ln 2, so bounds of half and four times the
    // median.
    expect("nktr214.volume", "median = \"4 L\", log_sd = 0.6931471805599453, truncated = [\"2 L\", \"16 L\"]",
           1 - phi_1, phi_2);
    // logit bounds: logit 0.5 = 0, logit 0.8 = ln 4, logit 0.2 = -ln 4.
    expect("tumour.pd1_effect", "median = 0.5, logit_sd = 1.3862943611198906, truncated = [0.2, 0.8]",
           1 - phi_1, phi_1);
    expect("toxicity.leak_tolerance", "median = 0.5, log_sd = 0.6931471805599453, truncated = [0, 1]", 0,
           phi_1);
    expect("tumour.crowding", "uniform = [0, 0.4], truncated = [0.1, 0.3]", 0.25, 0.75);
    expect("nktr214.last_chain_factor", "log_uniform = [0.01, 1], truncated = [0.1, inf]", 0.5, 1);
}

TEST_F(Distributions, EveryComponentOfAMixtureIsTruncatedOnItsOwn) {
    const Marginal m =
        read("covariates.age",
             "mixture = [{ weight = 0.5, mean = \"80 year\", sd = \"20 year\" }, { weight = 0.5, "
             "mean = \"60 year\", sd = \"30 year\" }], "
             "truncated = [\"0 year\", \"120 year\"]");
    EXPECT_NEAR(m.component[0].upper_probability, phi_2, ulps);
    EXPECT_NEAR(m.component[1].upper_probability, phi_2, ulps);
    EXPECT_NEAR(m.component[1].lower_probability, 1 - phi_2, ulps);
}

TEST_F(Distributions, NoteSaysTheDistributionInWords) {
    const Cohort cohort = read_over_base(
        "[covariates]\nweight = { mean = \"80 kg\", sd = \"20 kg\", truncated = [\"60 kg\", \"120 kg\"], "
        "source = \"a paper\" }\n"
        "imdc_class = { categories = [0, 1], weights = [0.25, 0.75], source = \"assumed\", status = \"not "
        "calibrated\" }\n");
    const ParameterNote& weight = note_of(cohort, "covariates.weight");
    EXPECT_EQ(weight.text, "normal, mean 80 kg, sd 20 kg, truncated 60 to 120 kg");
    EXPECT_EQ(weight.source, "a paper");
    EXPECT_EQ(weight.status, "sourced");
    const ParameterNote& imdc = note_of(cohort, "covariates.imdc_class");
    EXPECT_EQ(imdc.text, "categories 0 (25%); 1 (75%)");
    EXPECT_EQ(imdc.status, "not calibrated");
    EXPECT_EQ(note_of(cohort, "tumour.priming_half_cd8").status, "assumed");
}

TEST_F(Distributions, NoteHasEveryDigitOfTheFile) {
    const Cohort cohort =
        read_over_base(table("tumour.priming", "median = \"0.123456789 1/h\", log_sd = 0.1234567891"));
    EXPECT_EQ(note_of(cohort, "tumour.priming").text,
              "lognormal, median 0.123456789 1/h, log sd 0.1234567891");
}

// --- mistakes. Columns count from the line's start: `crowding = { source = "assumed", ` is 33 characters
// long.

TEST_F(Distributions, NegativeSpreadsAreRefused) {
    EXPECT_EQ(error("tumour.killing", "median = \"1 1/h\", log_sd = -0.3"),
              "c.toml:4:60: `tumour.killing`: log_sd = -0.3 (a spread cannot be negative)");
    EXPECT_EQ(error("covariates.age",
                    "mean = \"60 year\", sd = \"-1 year\", truncated = [\"0 year\", \"99 year\"]"),
              "c.toml:4:52: `covariates.age`: sd = -1 (a spread cannot be negative)");
    EXPECT_EQ(error("tumour.crowding", "median = 0.5, logit_sd = -1"),
              "c.toml:4:59: `tumour.crowding`: logit_sd = -1 (a spread cannot be negative)");
}

TEST_F(Distributions, WeightsSumToOne) {
    EXPECT_EQ(error("covariates.male", "categories = [0, 1], weights = [0.5, 0.6]"),
              "c.toml:4:61: `covariates.male`: weights sum to 1.1, not to 1");
    EXPECT_EQ(error("tumour.crowding",
                    "mixture = [{ weight = 0.4, median = 1, log_sd = 0.5 }, { weight = 0.4, median = 2, "
                    "log_sd = 0.7 }]"),
              "c.toml:4:44: `tumour.crowding`: weights sum to 0.8, not to 1");
}

TEST_F(Distributions, ALogitNormalMedianIsAShare) {
    EXPECT_EQ(error("tumour.pd1_effect", "median = 1.2, logit_sd = 1"),
              "c.toml:4:45: `tumour.pd1_effect`: the median of a logit-normal distribution lies between 0 "
              "and 1, got 1.2");
    EXPECT_EQ(error("tumour.pd1_effect", "median = 0, logit_sd = 1"),
              "c.toml:4:45: `tumour.pd1_effect`: the median of a logit-normal distribution lies between 0 "
              "and 1, got 0");
    EXPECT_EQ(error("tumour.killing", "median = \"0.5 1/h\", logit_sd = 1"),
              "c.toml:4:11: `tumour.killing` is in 1/h: only a share can be logit-normal");
}

TEST_F(Distributions, BoundsRunUpwards) {
    EXPECT_EQ(error("tumour.crowding", "uniform = [0.3, 0]"),
              "c.toml:4:44: `tumour.crowding`: uniform is in the wrong order, from 0.3 to 0");
    EXPECT_EQ(error("tumour.crowding", "median = 0.1, log_sd = 1, truncated = [0.3, 0.1]"),
              "c.toml:4:72: `tumour.crowding`: truncated is in the wrong order, from 0.3 to 0.1");
    EXPECT_EQ(error("tumour.crowding", "log_uniform = [0, 1]"),
              "c.toml:4:48: `tumour.crowding`: a log-uniform distribution starts above 0, got 0");
    EXPECT_EQ(error("tumour.crowding", "uniform = [0.3]"),
              "c.toml:4:44: `tumour.crowding`: uniform is a list of two values, [lowest, highest]");
    EXPECT_EQ(error("tumour.crowding", "median = 0.1, log_sd = 0.1, truncated = [5, 6]"),
              "c.toml:4:74: `tumour.crowding`: truncation leaves 0 of the distribution");
    EXPECT_EQ(error("tumour.crowding", "value = 0.1, truncated = [0, 1]"),
              "c.toml:4:59: `tumour.crowding`: only a continuous distribution can be truncated");
}

TEST_F(Distributions, ImpossibleValuesAreRefused) {
    EXPECT_EQ(error("aldesleukin.clearance", "median = \"0 L/h\", log_sd = 0.3"),
              "c.toml:4:44: `aldesleukin.clearance`: the median of a lognormal distribution must be "
              "positive, got 0");
    EXPECT_EQ(error("nktr214.volume", "value = \"-1 L\""),
              "c.toml:4:40: `nktr214.volume` = -1 L: it must be positive");
    EXPECT_EQ(error("receptors.nk_cd122", "value = \"0 1/cell\""),
              "c.toml:4:42: `receptors.nk_cd122` = 0 1/cell: it must be positive");
    EXPECT_EQ(error("tumour.growth_rate", "value = \"-0.001 1/d\"").substr(0, 77),
              "c.toml:4:45: `tumour.growth_rate` = -0.001 1/d: it must be positive");
    EXPECT_EQ(error("tumour.memory_loss", "value = \"-1e-5 1/h\""),
              "c.toml:4:45: `tumour.memory_loss` = -1e-05 1/h: it cannot be negative");
    EXPECT_EQ(error("tumour.pd1_effect", "value = 1.1"),
              "c.toml:4:44: `tumour.pd1_effect` = 1.1: it must lie between 0 and 1");
    EXPECT_EQ(error("tumour.resistant_fraction", "value = 0"),
              "c.toml:4:52: `tumour.resistant_fraction` = 0: it must lie between 0 and 1, without the ends");
    EXPECT_EQ(error("covariates.imdc_class", "categories = [0, 3], weights = [0.5, 0.5]"),
              "c.toml:4:49: `covariates.imdc_class` = 3: it must be 0, 1 or 2");
    EXPECT_EQ(error("covariates.imdc_class", "categories = [0, 1.5], weights = [0.5, 0.5]"),
              "c.toml:4:49: `covariates.imdc_class` = 1.5: it must be 0, 1 or 2");
    EXPECT_EQ(error("covariates.male", "uniform = [0, 1]"),
              "c.toml:4:8: `covariates.male` must be 0 or 1: give `value`, or `categories` and `weights`");
}

TEST_F(Distributions, ADistributionThatReachesImpossibleValuesMustBeTruncated) {
    EXPECT_EQ(error("covariates.age", "mean = \"60 year\", sd = \"10 year\""),
              "c.toml:4:7: `covariates.age` must be positive, but this distribution goes further: add "
              "`truncated = [lowest, highest]`");
    EXPECT_EQ(
        error("tumour.pd1_effect", "median = 0.8, log_sd = 0.1"),
        "c.toml:4:14: `tumour.pd1_effect` must lie between 0 and 1, but this distribution goes further: "
        "add `truncated = [lowest, highest]`");
    EXPECT_EQ(error("tumour.pd1_effect", "median = 0.8, log_sd = 0.1, truncated = [0, 1]"), "");
}

TEST_F(Distributions, ZeroSwitchesAMechanismOff) {
    EXPECT_EQ(read("tumour.crowding", "value = 0").component[0].location, 0);
    EXPECT_EQ(read("survival.new_lesion_rate", "value = \"0 1/h\"").component[0].location, 0);
}

TEST_F(Distributions, OneFormIsGiven) {
    EXPECT_EQ(
        error("tumour.crowding", "value = 0.1, log_sd = 0.3"),
        "c.toml:4:12: `tumour.crowding` mixes several forms of a distribution (value, log_sd): give one");
    EXPECT_EQ(error("tumour.crowding", "median = 0.1"),
              "c.toml:4:12: `tumour.crowding`: a median needs `log_sd` or `logit_sd`");
    EXPECT_EQ(error("tumour.crowding", "log_sd = 0.1"),
              "c.toml:4:12: `tumour.crowding` lacks `median` (median of the lognormal distribution)");
    EXPECT_EQ(error("tumour.crowding", "mean = 0.1, truncated = [0, 1]"),
              "c.toml:4:12: `tumour.crowding` lacks `sd` (standard deviation)");
    EXPECT_EQ(error("tumour.crowding", "status = \"assumed\"").substr(0, 58),
              "c.toml:4:12: `tumour.crowding` needs a distribution: value");
    EXPECT_EQ(
        error("tumour.crowding",
              "mixture = [{ weight = 0.4, median = 1, log_sd = 0.5 }, { weight = 0.6, uniform = [0, 1] }]"),
        "c.toml:4:89: `tumour.crowding`: all components of a mixture have one form, here median and log_sd "
        "and "
        "uniform");
}

TEST_F(Distributions, ASourceIsAsked) {
    EXPECT_EQ(error_over_base("[tumour]\ncrowding = { value = 0.1 }\n"),
              "c.toml:4:12: `tumour.crowding` lacks `source` (where the number comes from, or the word "
              "\"assumed\")");
    EXPECT_EQ(error("tumour.crowding", "value = 0.1, status = \"asumed\""),
              "c.toml:4:56: expected `sourced`, `assumed`, `calibrated`, `calibrated by hand` or `not "
              "calibrated`, got "
              "`asumed` (did you mean `assumed`?)");
    EXPECT_EQ(error_over_base("[tumour]\ncrowding = 0.1\n"),
              "c.toml:4:12: `tumour.crowding` is a table, as in { value = 0.5, source = \"...\" }");
}

TEST_F(Distributions, CategoriesAscendAndMatchTheirWeights) {
    EXPECT_EQ(error("covariates.male", "categories = [1, 0], weights = [0.5, 0.5]"),
              "c.toml:4:47: `covariates.male`: categories must be in ascending order, so that a correlation "
              "has a sign");
    EXPECT_EQ(error("covariates.male", "categories = [0, 1], weights = [1]"),
              "c.toml:4:43: `covariates.male`: categories and weights are two lists of the same length, 1 to "
              "6, got 2 and 1");
    EXPECT_EQ(error("covariates.male", "categories = [0, 1]"),
              "c.toml:4:8: `covariates.male` lacks `weights` (their probabilities)");
}

TEST_F(Distributions, GradesOfHypotensionAscend) {
    EXPECT_EQ(error("toxicity.hypotension_grade3", "value = 0.4"),
              "c.toml:4:22: `toxicity.hypotension_grade3` = 0.4 is not above `toxicity.hypotension_grade2` = "
              "0.405");
}

}  // namespace
}  // namespace twinarm::cohort
