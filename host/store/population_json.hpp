// The parts of summary.json that a run over plausible populations adds.
#pragma once

#include "host/store/json_parts.hpp"

namespace twinarm::store {

Json json_of(const statistics::PopulationDistribution& distribution);
Json json_of(const trial::ArmPredictive& arm);
Json json_of(const trial::ArmOverPopulations& arm);
Json json_of(const trial::PairOverPopulations& pair);
Json json_of(const trial::PopulationsSummary& populations);

}  // namespace twinarm::store
