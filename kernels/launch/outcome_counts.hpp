// How many outcomes of a launch have which response: counted on the GPU and again where they arrive.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "kernels/core/macros.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm {

/// Outcomes by best overall response; the last number is that of failed patients.
using OutcomeCounts = std::array<std::uint64_t, response_count + 1>;

/// Place of an outcome in the counts.
TWINARM_HD inline int place_in_counts(const Outcome& outcome) {
    return outcome.status == Status::ok ? int(outcome.response) : response_count;
}

inline OutcomeCounts count_outcomes(const Outcome* outcomes, std::size_t count) {
    OutcomeCounts counts{};
    for (std::size_t i = 0; i < count; ++i) {
        const int place = place_in_counts(outcomes[i]);
        // What is not a response at all is counted nowhere, so that the sum falls short.
        if (place >= 0 && place <= response_count) ++counts[std::size_t(place)];
    }
    return counts;
}

}  // namespace twinarm
