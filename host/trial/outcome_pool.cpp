// The first patients of a run in 16 bytes an arm.
#include "host/trial/outcome_pool.hpp"

#include <cmath>

namespace twinarm::trial {

OutcomeRecord record_of(const Outcome& outcome) {
    OutcomeRecord record;
    if (outcome.status != Status::ok) return record;
    record.best_change = float(outcome.best_change);
    record.pfs_d = float(outcome.pfs_h / 24);
    record.os_d = float(outcome.os_h / 24);
    record.response = std::uint8_t(outcome.response);
    record.flags =
        std::uint8_t(OutcomeRecord::completed | (is_evaluable(outcome) ? OutcomeRecord::evaluable : 0) |
                     (outcome.pfs_event ? OutcomeRecord::pfs_event : 0) |
                     (outcome.os_event ? OutcomeRecord::os_event : 0));
    return record;
}

void OutcomePool::add(std::uint64_t place, int arm, const Outcome& outcome) {
    if (place >= pool_capacity) return;
    if (place >= patients())
        for (auto& records : arms_) records.resize(place + 1);
    arms_[std::size_t(arm)][place] = record_of(outcome);
}

}  // namespace twinarm::trial
