// summary.json of a run read again.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/store/run_record.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::store {

/// What other verbs need of an arm.
struct StoredArm {
    std::uint64_t patients = 0;
    std::uint64_t patients_failed = 0;
    std::uint64_t responders = 0, completed = 0;  ///< the rate of the population
    std::array<std::optional<double>, 6>
        hypotension;  ///< shares of the worst grades 0 to 5, where they are known
    trial::TrialDistribution orr_trial;
    statistics::SurvivalSummary pfs, os;  ///< without curves and landmarks
};

struct StoredSummary {
    std::vector<StoredArm> arms;                          ///< in the order of the cohort
    std::shared_ptr<const nlohmann::ordered_json> whole;  ///< all of it, to be handed on as it is
};

/// Reads RUN/summary.json. Throws FileError where it cannot be read; VerificationError where it is not what
/// the run wrote; DataError with file and JSON pointer where it is not as summary.schema.json says or is the
/// summary of another run.
StoredSummary read_summary(const std::filesystem::path& folder, const cohort::Cohort& cohort,
                           const RunRecord& record);

}  // namespace twinarm::store
