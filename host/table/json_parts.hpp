// The parts of summary.json: rates, distributions, survival, each as one JSON object.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "host/run/patient_row.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm {

using Json = nlohmann::ordered_json;

Json or_null(const std::optional<double>& value);
Json or_null(const std::optional<std::string>& value);

Json json_of(const Interval& interval);
Json json_of(const std::optional<Interval>& interval);
Json json_of(const PopulationRate& rate);
Json json_of(const TrialDistribution& distribution);
Json json_of(const TrialProbability& probability);
Json json_of(const std::optional<GateSummary>& gate);
Json json_of(const Spread& spread);
Json json_of(const SurvivalSummary& survival);
Json json_of(const PublishedSummary& trial, const std::string& arm);

}  // namespace twinarm
