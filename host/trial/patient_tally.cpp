// What is counted of patients in all arms.
#include "host/trial/patient_tally.hpp"

#include <cassert>

namespace twinarm::trial {

void PatientTally::add(const Outcome* patient) {
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

void PatientTally::add(const PatientTally& other) {
    for (std::size_t a = 0; a < arms.size(); ++a) arms[a].add(other.arms[a]);
    twins.add(other.twins);
    patients += other.patients;
    patients_failed += other.patients_failed;
    outcomes_failed += other.outcomes_failed;
}

}  // namespace twinarm::trial
