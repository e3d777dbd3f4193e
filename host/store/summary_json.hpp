// The results of a run for machines: summary.json, described by summary.schema.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "host/store/endpoints_part.hpp"
#include "host/trial/study_summary.hpp"
#include "kernels/ode/solver_settings.hpp"

namespace twinarm::store {

inline constexpr int summary_schema_version = 1;

struct SummaryFacts {
    std::uint64_t seed = 0;
    std::uint64_t first_patient = 0;
    std::uint64_t patients_planned = 0;
    bool interrupted = false;
    Precision precision = Precision::double_precision;
    std::optional<EndpointsPart> endpoints{};  ///< where a run's outcomes were read again by other rules
};

/// Under which an outcome's distribution stands in an arm.
std::string spread_key(const OutcomeEntry& outcome);

std::string summary_json(const trial::StudySummary& summary, const SummaryFacts& facts);

}  // namespace twinarm::store
