// What endpoints under other rules add to run.json and summary.json.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace twinarm::store {

/// Under which rules a run's outcomes were read again, and whose doses they would have changed.
struct EndpointsPart {
    struct ArmCount {
        std::string arm;  ///< id
        std::uint64_t patients;
    };
    struct ChangedPatient {
        std::uint64_t patient;
        std::string arm;  ///< id
    };

    std::string of;                             ///< folder of the run
    std::vector<std::string> settings;          ///< PATH=VALUE
    std::uint64_t simulated_again = 0;          ///< patient-arms
    std::vector<ArmCount> doses_changed;        ///< patients whose doses the rules would have changed, by arm
    std::vector<ChangedPatient> first_changed;  ///< the first of them
    std::vector<std::string> command;           ///< words that run the cohort under these rules

    std::uint64_t all_doses_changed() const;  ///< of all arms
};

nlohmann::ordered_json json_of(const EndpointsPart& part);

}  // namespace twinarm::store
