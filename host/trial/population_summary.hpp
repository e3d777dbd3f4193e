// What a run over plausible populations found beside what a run of one population finds, as plain data.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/trial/estimate.hpp"
#include "kernels/endpoint/response.hpp"

namespace twinarm {

/// One number over plausible populations, by their weights. An infinite value is a median that is not
/// reached; then there is no mean.
struct PopulationDistribution {
    std::uint64_t populations = 0;  ///< in which the number is defined
    std::optional<double> mean;
    std::optional<double> monte_carlo_standard_error;   ///< of the mean; unset where it is not known
    std::optional<double> monte_carlo_of_one;           ///< of one population's value, root mean square
    std::optional<double> observed_standard_deviation;  ///< of the simulated values, Monte-Carlo error within
    std::optional<double> standard_deviation;           ///< of the populations, Monte-Carlo error taken out
    std::vector<Quantile> quantiles;                    ///< of the simulated values: .025 .25 .5 .75 .975
};

/// Partial rank correlation of a hyper-parameter with an arm's ORR, all others held.
struct Sensitivity {
    std::string path;
    double correlation = 0;
    Interval limits;  ///< 95%
};

struct ArmOverPopulations {
    PopulationDistribution orr, orr_evaluable, complete;
    std::array<PopulationDistribution, response_count> bor;  ///< by Response, of all treated
    PopulationDistribution severe_hypotension;               ///< share of patients with grade 3 or more
    PopulationDistribution pfs_median_days, os_median_days;
    std::vector<Sensitivity> sensitivities;  ///< largest first; empty where they cannot be told
    std::string no_sensitivities;            ///< then why
};

/// ORR of arm A minus that of arm B.
struct PairOverPopulations {
    PopulationDistribution difference;
    TrialProbability a_greater, equal, b_greater;  ///< of the population rates, by weight
};

struct PopulationsSummary {
    std::string file, sha256;
    std::uint64_t populations = 0;       ///< simulated
    std::uint64_t of = 0;                ///< in the file
    double effective = 0;                ///< 1 / sum of squared weights
    std::uint64_t patients_each = 0;     ///< of one population, an arm
    std::uint64_t patients_counted = 0;  ///< in what is not split by population: shares follow the weights
    std::vector<std::string> names;      ///< of TrialRow::population
};

}  // namespace twinarm
