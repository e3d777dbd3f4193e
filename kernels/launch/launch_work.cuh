// One launch of the persistent kernel: which patients and arms, in which order, and where their outcomes go.
#pragma once

#include <cstdint>

#include "kernels/core/macros.hpp"
#include "kernels/patient/outcome.hpp"
#include "kernels/patient/study.hpp"

namespace twinarm {

/// Items are numbered arm after arm, so that a warp mostly holds patients of one arm. All pointers are to
/// memory of the machine that runs it: the device's, or the host's in tests.
struct LaunchWork {
    const Study* study;
    std::uint64_t first;       ///< address of patient number 0
    std::uint64_t count;       ///< patients
    Outcome* outcomes;         ///< [number][arm]
    unsigned long long* next;  ///< the first item that nobody has taken; 0 at the start
    std::int32_t arm_count;
    std::int32_t arms[max_arms];  ///< the order of arms
};

TWINARM_HD inline std::uint64_t item_count(const LaunchWork& work) {
    return work.count * std::uint64_t(work.arm_count);
}

/// Every byte, padding included: an outcome is compared and hashed as bytes.
TWINARM_HD inline void clear(Outcome& outcome) {
    static_assert(sizeof(Outcome) % sizeof(std::uint64_t) == 0);
    auto* words = reinterpret_cast<std::uint64_t*>(&outcome);
    for (std::size_t i = 0; i < sizeof(Outcome) / sizeof(std::uint64_t); ++i) words[i] = 0;
}

}  // namespace twinarm
