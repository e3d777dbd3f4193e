// The parts of summary.json: rates, distributions, survival, each as one JSON object.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "host/base/words.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::store {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<double>& value);
Json or_null(const std::optional<std::string>& value);

Json json_of(const statistics::Interval& interval);
Json json_of(const std::optional<statistics::Interval>& interval);
Json json_of(const statistics::PopulationRate& rate);
Json json_of(const statistics::DifferenceOfRates& difference);
Json json_of(const trial::TrialDistribution& distribution);
Json json_of(const statistics::TrialProbability& probability);
Json json_of(const std::optional<trial::GateSummary>& gate);
Json json_of(const statistics::Spread& spread);
Json json_of(const statistics::SurvivalSummary& survival);
Json json_of(const trial::PublishedSummary& trial, const std::string& arm);

}  // namespace twinarm::store
