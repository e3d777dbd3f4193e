// Numbers of an arm, one a population, and what they are over all populations.
#pragma once

#include <array>
#include <vector>

#include "host/cohort/population_design.hpp"
#include "host/statistics/population_value.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::trial {

struct ArmSeries {
    std::vector<statistics::PopulationValue> orr, orr_evaluable, complete, severe_hypotension, pfs, os;
    std::array<std::vector<statistics::PopulationValue>, response_count> bor;

    void add(std::size_t population, double weight, const ArmSummary& arm);
    ArmOverPopulations over(const std::vector<cohort::PopulationParameter>& parameters) const;
};

/// Differences of two arms' rates, one a population.
PairOverPopulations pair_over_populations(const std::vector<statistics::PopulationValue>& differences);

}  // namespace twinarm::trial
