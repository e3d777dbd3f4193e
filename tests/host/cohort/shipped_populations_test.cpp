// Every marginal and every pair of correlated parameters of every shipped cohort, as its resolved text says
// them.
//
// Each test is a family of some hundred comparisons under Holm's rule, with a family-wise error rate of 1e-6:
// were all right, one seed in a million would fail. The seed is the cohort's own, so that a test passes
// always or never.
#include <map>

#include "host/cohort/parameter_range.hpp"
#include "host/cohort/resolved.hpp"
#include "kernels/patient/sample_patient.hpp"
#include "tests/host/cohort/cohort_files.hpp"
#include "tests/kernels/random/goodness_of_fit.hpp"

namespace twinarm::cohort {
namespace {

constexpr double error_rate = 1e-6;
constexpr int patients = 20000;

struct Sampled {
    Cohort cohort;
    std::vector<std::vector<double>> values;  ///< [parameter][patient]
    const Marginal& marginal(int parameter) const { return cohort.study.population.marginal[parameter]; }
};

/// The draws of each patient of a cohort that was read back from its resolved text, without the links, which
/// move a patient's values by its covariates (tests/kernels/patient/covariate_links_test.cpp).
Sampled sampled(const std::string& name) {
    const Cohort read = read_cohort(shipped / name);
    Sampled s{read_resolved(read.resolved, "resolved.toml"),
              std::vector<std::vector<double>>(parameter_count, std::vector<double>(patients))};
    for (int i = 0; i < parameter_count; ++i)
        if (key_of(i).starts_with("links.")) s.cohort.study.population.marginal[i].component[0].location = 0;
    for (std::size_t k = 0; k < patients; ++k) {
        const auto patient = sample_patient<double>(s.cohort.study.population, s.cohort.study.seed, k);
        for_each_parameter(patient, [&](double value, int i) { s.values[std::size_t(i)][k] = value; });
    }
    return s;
}

const std::vector<std::string>& names() {
    static const std::vector<std::string> found = [] {
        std::vector<std::string> files;
        for (const auto& entry : std::filesystem::directory_iterator(shipped))
            if (entry.path().extension() == ".toml") files.push_back(entry.path().filename().string());
        return files;
    }();
    return found;
}

TEST(ShippedPopulations, EveryMarginalHasItsDistributionAndMoments) {
    oracle::Family family;
    for (const std::string& name : names()) {
        const Sampled s = sampled(name);
        for (int i = 0; i < parameter_count; ++i) {
            const std::vector<double>& x = s.values[std::size_t(i)];
            const std::string what = name + ", " + key_of(i);
            if (s.marginal(i).kind == DistributionKind::fixed) {
                EXPECT_EQ(std::count(x.begin(), x.end(), s.marginal(i).component[0].location), patients)
                    << what;
                continue;
            }
            family.add(what + ": distribution", oracle::p_of_distribution(s.marginal(i), x));
            const auto [mean, variance] = oracle::p_of_moments(s.marginal(i), x);
            family.add(what + ": mean", mean);
            family.add(what + ": variance", variance);
        }
    }
    EXPECT_GE(names().size(), 6u);
    EXPECT_GT(family.size(), 3u * 50 * names().size());
    EXPECT_EQ(family.rejected(error_rate), "");
}

/// Latent normals of one parameter. Of a category only their mean in it is known, which varies less than 1.
struct Latent {
    std::vector<double> z;
    double variance;
};

Latent latent(const Sampled& s, int parameter) {
    const boost::math::normal normal;
    const Marginal& m = s.marginal(parameter);
    Latent found{{}, m.kind == DistributionKind::categorical ? 0.0 : 1.0};
    std::map<double, double> mean_of_category;
    if (m.kind == DistributionKind::categorical) {
        // Between two deviates a normal has the mean (phi(a) - phi(b)) / p.
        const auto density = [&](double p) {
            return p <= 0 || p >= 1 ? 0 : boost::math::pdf(normal, boost::math::quantile(normal, p));
        };
        for (int i = 0; i < m.component_count; ++i) {
            const double value = m.component[i].location;
            const double below = oracle::cdf(m, value, true), upto = oracle::cdf(m, value);
            const double mean = (density(below) - density(upto)) / (upto - below);
            mean_of_category[value] = mean;
            found.variance += (upto - below) * mean * mean;
        }
    }
    for (const double x : s.values[std::size_t(parameter)])
        found.z.push_back(mean_of_category.empty()
                              ? boost::math::quantile(normal, std::clamp(oracle::cdf(m, x), 1e-15, 1 - 1e-15))
                              : mean_of_category[x]);
    return found;
}

// The mean product of two latent normals is their correlation r; of one and the mean in a category, r times
// the variance of those means.
TEST(ShippedPopulations, EveryPairHasItsCorrelation) {
    oracle::Family family;
    int related = 0;
    for (const std::string& name : names()) {
        const Sampled s = sampled(name);
        const Copula& copula = s.cohort.study.population.copula;
        std::vector<Latent> z;
        for (int row = 0; row < copula.count; ++row) z.push_back(latent(s, copula.parameter[row]));
        for (int a = 0; a < copula.count; ++a)
            for (int b = 0; b < a; ++b) {
                double r = 0, sum = 0, squares = 0;
                for (int j = 0; j < copula.count; ++j) r += copula.factor[a][j] * copula.factor[b][j];
                const Latent &x = z[std::size_t(a)], &y = z[std::size_t(b)];
                for (std::size_t k = 0; k < patients; ++k) {
                    const double product = x.z[k] * y.z[k];
                    sum += product, squares += product * product;
                }
                const double mean = sum / patients, spread = squares / patients - mean * mean;
                related += std::abs(r) > 0.1;
                family.add(
                    name + ": " + key_of(copula.parameter[a]) + " and " + key_of(copula.parameter[b]),
                    oracle::two_sided((mean - r * x.variance * y.variance) / std::sqrt(spread / patients)));
            }
    }
    EXPECT_GE(related, 6 * 10);
    EXPECT_EQ(family.rejected(error_rate), "");
}

}  // namespace
}  // namespace twinarm::cohort
