// What is counted of patients in all arms: outcomes by arm, and twins.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <vector>

#include "host/trial/arm_rates.hpp"
#include "host/trial/arm_tally.hpp"
#include "host/trial/parts.hpp"
#include "host/trial/twin_tally.hpp"

namespace twinarm::trial {

/// `Arm`: what is counted of one arm.
template <class Arm>
struct TallyOf {
    explicit TallyOf(int arm_count) : arms(std::size_t(arm_count)), twins(arm_count) {}

    /// The next patient in all arms.
    void add(const Outcome* patient);
    /// Other patients in the same arms.
    template <class OtherArm>
    void add(const TallyOf<OtherArm>& other);

    std::vector<ArmCounts> counts() const;

    /// Whether they can be the counts of so many patients.
    bool add_up(std::uint64_t of_patients) const;

    std::vector<Arm> arms;
    TwinTally twins;
    std::uint64_t patients = 0;
    std::uint64_t patients_failed = 0;  ///< in at least one arm
    std::uint64_t outcomes_failed = 0;  ///< patient-arms

    template <class Visit, class... Self>
    static void for_each_part(const Visit& visit, Self&... self) {
        visit("arms", self.arms...);
        visit("twins", self.twins...);
        visit("patients", self.patients...);
        visit("patients_failed", self.patients_failed...);
        visit("outcomes_failed", self.outcomes_failed...);
    }
};

using PatientTally = TallyOf<ArmTally>;
using PopulationTally = TallyOf<ArmRates>;

template <class Arm>
void TallyOf<Arm>::add(const Outcome* patient) {
    std::uint64_t failed = 0;
    for (std::size_t a = 0; a < arms.size(); ++a) {
        assert(patient[a].arm == std::int32_t(a) && patient[a].patient == patient[0].patient);
        failed += patient[a].status != Status::ok;
        arms[a].add(patient[a]);
    }
    twins.add(patient);
    ++patients;
    patients_failed += failed > 0;
    outcomes_failed += failed;
}

template <class Arm>
template <class OtherArm>
void TallyOf<Arm>::add(const TallyOf<OtherArm>& other) {
    for (std::size_t a = 0; a < arms.size(); ++a) arms[a].add(other.arms[a]);
    twins.add(other.twins);
    patients += other.patients;
    patients_failed += other.patients_failed;
    outcomes_failed += other.outcomes_failed;
}

template <class Arm>
std::vector<ArmCounts> TallyOf<Arm>::counts() const {
    std::vector<ArmCounts> counts;
    for (const Arm& arm : arms) counts.push_back(arm.counts());
    return counts;
}

template <class Arm>
bool TallyOf<Arm>::add_up(std::uint64_t of_patients) const {
    std::vector<std::uint64_t> failed;
    for (const Arm& arm : arms) {
        if (!arm.add_up(of_patients)) return false;
        failed.push_back(arm.counts().failed);
    }
    return patients == of_patients && patients_failed <= patients &&
           std::all_of(failed.begin(), failed.end(), [&](std::uint64_t n) { return n <= patients_failed; }) &&
           patients_failed <= outcomes_failed && left_of(outcomes_failed, failed) == 0 &&
           twins.add_up(counts(), patients);
}

}  // namespace twinarm::trial
