// What the trial has measured in a patient so far: folded scan by scan while integrating.
#pragma once

#include "kernels/core/macros.hpp"
#include "kernels/endpoint/recist.hpp"

TWINARM_BEGIN

struct Assessment {
    double baseline_mm, nadir_mm, lowest_after_baseline_mm, latest_mm;
    std::int32_t scan;              ///< next scan of the schedule
    std::int32_t last_adequate;     ///< latest scan that was read
    std::int32_t progression_scan;  ///< or -1
    Response latest;
    ScanResponses scans;
};

/// A reading below the limit of visibility is 0.
TWINARM_HD inline double visible(double measured_mm, const ResponseRules& rules) {
    return measured_mm < rules.complete_below_mm ? 0.0 : measured_mm;
}

TWINARM_HD inline Assessment assess_baseline(double measured_mm) {
    Assessment a{};
    a.baseline_mm = a.nadir_mm = a.latest_mm = measured_mm;
    a.lowest_after_baseline_mm = -1;
    a.scan = 1;
    a.progression_scan = -1;
    a.scans.count = 1;
    return a;
}

/// A scan that was not done.
TWINARM_HD inline void miss_scan(Assessment& a) {
    a.scans.response[a.scan] = std::int8_t(Response::NE);
    a.scans.count = ++a.scan;
}

/// One post-baseline scan.
TWINARM_HD inline void assess_scan(Assessment& a, double measured_mm, bool new_lesion,
                                   const ResponseRules& rules) {
    const double read = visible(measured_mm, rules);
    a.latest = response_at_scan(read, a.baseline_mm, a.nadir_mm, new_lesion, rules);
    a.latest_mm = read;
    if (read < a.nadir_mm) a.nadir_mm = read;
    if (a.lowest_after_baseline_mm < 0 || read < a.lowest_after_baseline_mm)
        a.lowest_after_baseline_mm = read;
    if (a.latest == Response::PD) a.progression_scan = a.scan;
    a.last_adequate = a.scan;
    a.scans.response[a.scan] = std::int8_t(a.latest);
    a.scans.count = ++a.scan;
}

TWINARM_HD inline bool progressed(const Assessment& a) {
    return a.progression_scan >= 0;
}

TWINARM_END
