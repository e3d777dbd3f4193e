// A distribution in a few numbers, as plain data.
#pragma once

#include <cstdint>

namespace twinarm::statistics {

/// A distribution over patients in a few numbers; all 0 without patients.
struct Spread {
    std::uint64_t patients = 0;
    double mean = 0;
    double p10 = 0, p50 = 0, p90 = 0;
};

}  // namespace twinarm::statistics
