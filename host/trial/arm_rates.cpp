// What is kept of one arm in one of many populations.
#include "host/trial/arm_rates.hpp"

#include "host/trial/parts.hpp"

namespace twinarm::trial {

void ArmRates::add(const ArmTally& other) {
    counts_.add(other.counts());
    pfs_ = statistics::sum_of(pfs_, other.pfs().times());
    os_ = statistics::sum_of(os_, other.os().times());
}

void ArmRates::add(const ArmRates& other) {
    counts_.add(other.counts_);
    pfs_ = statistics::sum_of(pfs_, other.pfs_);
    os_ = statistics::sum_of(os_, other.os_);
}

ArmSummary ArmRates::summarise() const {
    ArmSummary arm;
    counts_.fill(arm);
    arm.pfs = statistics::kaplan_meier_of_counts(pfs_);
    arm.os = statistics::kaplan_meier_of_counts(os_);
    return arm;
}

bool ArmRates::add_up(std::uint64_t patients) const {
    return counts_.add_up(patients) && statistics::patients_of(pfs_) == counts_.completed &&
           statistics::patients_of(os_) == counts_.completed;
}

}  // namespace twinarm::trial
