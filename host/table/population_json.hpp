// The parts of summary.json that a run over plausible populations adds.
#pragma once

#include "host/table/json_parts.hpp"

namespace twinarm::table {

Json json_of(const statistics::PopulationDistribution& distribution);
Json json_of(const trial::ArmOverPopulations& arm);
Json json_of(const trial::PairOverPopulations& pair);
Json json_of(const trial::PopulationsSummary& populations);

}  // namespace twinarm::table
