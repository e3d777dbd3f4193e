// The first patients of a run in 16 bytes an arm: what virtual trials are drawn from.
#pragma once

#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "kernels/patient/outcome.hpp"

namespace twinarm::trial {

inline constexpr std::uint64_t pool_capacity = 1000000;  ///< patients, the first ones

/// One patient in one arm.
struct OutcomeRecord {
    enum Flag : std::uint8_t { completed = 1, evaluable = 2, pfs_event = 4, os_event = 8 };

    float best_change = 0;  ///< fraction of baseline SLD; NaN without a post-baseline scan
    float pfs_d = 0;
    float os_d = 0;
    std::uint8_t response = 0;  ///< Response
    std::uint8_t flags = 0;     ///< none: not simulated, or failed
    std::uint16_t unused = 0;

    bool has(Flag flag) const { return (flags & flag) != 0; }
    Response best_response() const { return Response(response); }
    /// Whether record_of() could have made it.
    bool is_possible() const;
};
static_assert(sizeof(OutcomeRecord) == 16);
static_assert(std::is_trivially_copyable_v<OutcomeRecord>);

OutcomeRecord record_of(const Outcome& outcome);

/// Records by arm, then patient. A patient's place says its index, so the order of arrival does not matter.
class OutcomePool {
  public:
    /// Of the patients from place `first` on, up to place `capacity`.
    explicit OutcomePool(int arms, std::uint64_t first = 0, std::uint64_t capacity = pool_capacity)
        : first_(first), capacity_(capacity), arms_(std::size_t(arms)) {}

    /// `place`: the patient's in its population, not before `first`; one beyond the capacity is not taken.
    void add(std::uint64_t place, int arm, const Outcome& outcome);
    void add(int arm, const Outcome& outcome) { add(outcome.patient, arm, outcome); }
    /// The records of the patients that follow in one arm; the capacity must hold them.
    void append(int arm, std::span<const OutcomeRecord> records);
    /// The pool of the patients that follow.
    void append(const OutcomePool& next);

    int arm_count() const { return int(arms_.size()); }
    std::uint64_t patients() const { return arms_.empty() ? 0 : arms_[0].size(); }
    const std::vector<OutcomeRecord>& arm(int index) const { return arms_[std::size_t(index)]; }
    /// How many records a pool of the patients up to place `end` holds.
    std::uint64_t patients_until(std::uint64_t end) const;

  private:
    std::uint64_t first_, capacity_;
    std::vector<std::vector<OutcomeRecord>> arms_;
};

}  // namespace twinarm::trial
