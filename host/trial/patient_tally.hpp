// What is counted of patients in all arms: outcomes by arm, and twins.
#pragma once

#include <cstdint>
#include <vector>

#include "host/trial/arm_tally.hpp"
#include "host/trial/twin_tally.hpp"

namespace twinarm::trial {

struct PatientTally {
    explicit PatientTally(int arm_count) : arms(std::size_t(arm_count)), twins(arm_count) {}

    /// The next patient in all arms.
    void add(const Outcome* patient);
    /// Other patients in the same arms.
    void add(const PatientTally& other);

    std::vector<ArmTally> arms;
    TwinTally twins;
    std::uint64_t patients = 0;
    std::uint64_t patients_failed = 0;  ///< in at least one arm
    std::uint64_t outcomes_failed = 0;  ///< patient-arms
};

}  // namespace twinarm::trial
