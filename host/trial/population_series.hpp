// Numbers of an arm, one a population, and what they are over all populations.
#pragma once

#include <array>
#include <vector>

#include "host/trial/population_design.hpp"
#include "host/trial/study_summary.hpp"
#include "host/trial/population_value.hpp"

namespace twinarm {

struct ArmSeries {
    std::vector<PopulationValue> orr, orr_evaluable, complete, severe_hypotension, pfs, os;
    std::array<std::vector<PopulationValue>, response_count> bor;

    void add(std::size_t population, double weight, const ArmSummary& arm);
    ArmOverPopulations over(const std::vector<PopulationParameter>& parameters) const;
};

/// Differences of two arms' rates, one a population.
PairOverPopulations pair_over_populations(const std::vector<PopulationValue>& differences);

}  // namespace twinarm
