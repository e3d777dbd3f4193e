// The first patients of a run in 16 bytes an arm.
#include "host/trial/outcome_pool.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

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

bool OutcomeRecord::is_possible() const {
    if (!has(completed)) return std::memcmp(this, std::array<char, sizeof *this>{}.data(), sizeof *this) == 0;
    return flags <= (completed | evaluable | pfs_event | os_event) && unused == 0 &&
           response < response_count && std::isfinite(pfs_d) && std::isfinite(os_d) &&
           !(has(evaluable) && std::isnan(best_change));
}

void OutcomePool::add(std::uint64_t place, int arm, const Outcome& outcome) {
    if (place >= capacity_) return;
    const std::uint64_t index = place - first_;
    if (index >= patients())
        for (auto& records : arms_) records.resize(index + 1);
    arms_[std::size_t(arm)][index] = record_of(outcome);
}

void OutcomePool::append(int arm, std::span<const OutcomeRecord> records) {
    auto& all = arms_[std::size_t(arm)];
    all.insert(all.end(), records.begin(), records.end());
}

void OutcomePool::append(const OutcomePool& next) {
    for (int a = 0; a < arm_count(); ++a) append(a, next.arm(a));
}

std::uint64_t OutcomePool::patients_until(std::uint64_t end) const {
    return std::min(end, capacity_) - std::min(first_, capacity_);
}

}  // namespace twinarm::trial
