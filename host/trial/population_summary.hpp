// What a run over plausible populations found beside what a run of one population finds, as plain data.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/statistics/estimate.hpp"
#include "host/statistics/population_distribution.hpp"
#include "kernels/endpoint/response.hpp"

namespace twinarm::trial {

/// Partial rank correlation of a hyper-parameter with an arm's ORR, all others held.
struct Sensitivity {
    std::string path;
    double correlation = 0;
    statistics::Interval limits;  ///< 95%
};

struct ArmOverPopulations {
    statistics::PopulationDistribution orr, orr_evaluable, complete;
    std::array<statistics::PopulationDistribution, response_count> bor;  ///< by Response, of all treated
    statistics::PopulationDistribution severe_hypotension;  ///< share of patients with grade 3 or more
    statistics::PopulationDistribution pfs_median_days, os_median_days;
    std::vector<Sensitivity> sensitivities;  ///< largest first; empty where they cannot be told
    std::string no_sensitivities;            ///< then why
};

/// ORR of arm A minus that of arm B.
struct PairOverPopulations {
    statistics::PopulationDistribution difference;
    statistics::TrialProbability a_greater, equal, b_greater;  ///< of the population rates, by weight
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

}  // namespace twinarm::trial
