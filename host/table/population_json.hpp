// The parts of summary.json that a run over plausible populations adds.
#pragma once

#include "host/table/json_parts.hpp"

namespace twinarm {

Json json_of(const PopulationDistribution& distribution);
Json json_of(const ArmOverPopulations& arm);
Json json_of(const PairOverPopulations& pair);
Json json_of(const PopulationsSummary& populations);

}  // namespace twinarm
