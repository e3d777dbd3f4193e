// Covariate links move what they name and nothing else.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

using namespace reference;

std::vector<double> parameters(const Population& population, std::uint64_t number = 3) {
    std::vector<double> values;
    const Patient<double> p = sample_patient<double>(population, 1, number);
    for_each_parameter(p, [&](double value, int) { values.push_back(value); });
    return values;
}

double logit(double p) {
    return std::log(p / (1 - p));
}

/// What a link's coefficient moves, by the end of its name.
struct Target {
    const char *ending, *parameter;
    bool logistic;
};
constexpr Target targets[] = {{"exhaustion", "tumour.exhaustion", true},
                              {"killing", "tumour.killing", false},
                              {"growth", "tumour.growth_rate", false},
                              {"burden", "tumour.baseline_sld", false},
                              {"death", "survival.death_rate", false}};
/// The covariate that a link's coefficient is multiplied with, by the beginning of its name.
struct Source {
    const char *beginning, *covariate;
    double value;
};
constexpr Source sources[] = {{"pdl1", "covariates.pdl1_positive", 1},
                              {"ldh", "covariates.ldh_elevated", 1},
                              {"imdc", "covariates.imdc_class", 2},
                              {"ecog", "covariates.ecog", 1}};

TEST(CovariateLinks, EachMovesItsTargetByItsCovariateAndNothingElse) {
    for (const Source& source : sources) {
        for (const Target& target : targets) {
            const std::string link = std::string("links.") + source.beginning + "_" + target.ending;
            Population population = reference_population();
            for (const Source& each : sources)
                population.marginal[parameter_index(each.covariate)] = fixed_at(each.value);
            const std::vector<double> before = parameters(population);
            population.marginal[parameter_index(link)] = fixed_at(0.3);
            const std::vector<double> after = parameters(population);
            const int moved = parameter_index(target.parameter);
            for (int i = 0; i < parameter_count; ++i) {
                if (i == moved || i == parameter_index(link)) continue;
                EXPECT_EQ(after[std::size_t(i)], before[std::size_t(i)]) << link << " moved " << i;
            }
            const double x = before[std::size_t(moved)], y = after[std::size_t(moved)];
            const double shift = target.logistic ? logit(y) - logit(x) : std::log(y / x);
            EXPECT_NEAR(shift, 0.3 * source.value, 1e-13) << link;
        }
    }
}

TEST(CovariateLinks, WithoutTheCovariateNothingMoves) {
    Population population = reference_population();
    for (const Source& source : sources) population.marginal[parameter_index(source.covariate)] = fixed_at(0);
    const std::vector<double> before = parameters(population);
    for (const Source& source : sources)
        for (const Target& target : targets)
            population
                .marginal[parameter_index(std::string("links.") + source.beginning + "_" + target.ending)] =
                fixed_at(0.3);
    const std::vector<double> after = parameters(population);
    for (std::size_t i = 0; i < parameter_count; ++i) {
        const bool is_link = std::string(parameter_table[int(i)].group) == "links";
        EXPECT_EQ(after[i], is_link ? 0.3 : before[i]) << parameter_table[int(i)].name;
    }
}

TEST(CovariateLinks, LinksOfOneTargetAdd) {
    Population population = typical_population();
    population.marginal[parameter_index("covariates.ldh_elevated")] = fixed_at(1);
    population.marginal[parameter_index("covariates.ecog")] = fixed_at(1);
    population.marginal[parameter_index("links.ldh_growth")] = fixed_at(0.5);
    population.marginal[parameter_index("links.ecog_growth")] = fixed_at(-0.2);
    const Patient<double> p = sample_patient<double>(population, 1, 0);
    EXPECT_NEAR(p.tumour.growth_rate, 0.0021 * std::exp(0.3), 1e-16);
}

TEST(SampledPatient, OfAParameterIndexIsTheFieldOfThatName) {
    const Patient<double> p = reference_patient(5);
    EXPECT_EQ(parameter_of(p, parameter_index("toxicity.leak_tolerance")), p.toxicity.leak_tolerance);
    EXPECT_EQ(parameter_of(p, parameter_index("covariates.weight")), p.covariates.weight);
    EXPECT_EQ(parameter_of(p, parameter_index("links.ecog_death")), p.links.ecog_death);
}

}  // namespace
}  // namespace twinarm
