// What the trial has measured in a patient so far: folded scan by scan while integrating.
#pragma once

#include "kernels/core/macros.hpp"
#include "kernels/endpoint/recist.hpp"

TWINARM_BEGIN

/// iRECIST: a progression that is not confirmed yet (iUPD).
struct UnconfirmedProgression {
    double sld_mm;           ///< read at its first scan
    std::int32_t scan;       ///< its first, or -1 where there is none
    std::int8_t by_lesion;   ///< 1: a new lesion is part of it
    std::int8_t old_lesion;  ///< 1: the new lesion was part of this or of an earlier one: no longer new
};

struct Assessment {
    double baseline_mm, nadir_mm, lowest_after_baseline_mm, latest_mm;
    UnconfirmedProgression unconfirmed;
    std::int32_t scan;              ///< next scan of the schedule
    std::int32_t last_adequate;     ///< latest scan that was read and showed no progression
    std::int32_t progression_scan;  ///< or -1; under iRECIST that of the iUPD that was confirmed
    Response latest;
    bool other_lesions_stay;  ///< lesions that are not measured do not vanish with the targets: at best PR
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
    a.unconfirmed.scan = -1;
    a.scan = 1;
    a.progression_scan = -1;
    a.scans.count = 1;
    return a;
}

/// Whether the patient has measurable disease at baseline. Who has none cannot respond (RECIST 1.1, 4.1).
TWINARM_HD inline bool has_measurable_disease(const Assessment& a, const ResponseRules& rules) {
    return a.baseline_mm >= rules.measurable_from_mm;
}

TWINARM_HD inline bool progressed(const Assessment& a) {
    return a.progression_scan >= 0;
}

/// The scan at which the disease progressed, or -1. A progression that no later scan confirmed or refuted
/// counts from its first scan (iRECIST: Seymour 2017 Lancet Oncol 18:e143).
TWINARM_HD inline std::int32_t progression_of(const Assessment& a) {
    return progressed(a) ? a.progression_scan : a.unconfirmed.scan;
}

/// Whether the latest progression is not confirmed yet (iUPD).
TWINARM_HD inline bool is_unconfirmed(const Assessment& a) {
    return a.unconfirmed.scan >= 0 && !progressed(a);
}

/// What dose rules see of the tumour.
TWINARM_HD inline Response response_for_rules(const Assessment& a, const ResponseRules& rules) {
    const bool waits = rules.treat_beyond_progression && a.latest == Response::PD && !progressed(a);
    return waits ? Response::SD : a.latest;
}

/// A scan that was not done.
TWINARM_HD inline void miss_scan(Assessment& a) {
    a.scans.response[a.scan] = std::int8_t(Response::NE);
    a.scans.count = ++a.scan;
}

/// iRECIST's response at a scan, iUPD and iCPD as PD. An iUPD is confirmed where, long enough after its first
/// scan, the targets have grown by 5 mm more, or another lesion is new; it is dropped where the targets
/// are back below the threshold. Assumed, since the model has no size of a new lesion: it grows as the
/// targets do, so that any growth of theirs confirms it, and only their response (CR or PR) drops it.
TWINARM_HD inline Response response_by_irecist(Assessment& a, double read, bool new_lesion,
                                               const ScanSchedule& schedule, const ResponseRules& rules) {
    UnconfirmedProgression& u = a.unconfirmed;
    const bool newer = new_lesion && !u.old_lesion;
    const Response by_targets = response_at_scan(read, a.baseline_mm, a.nadir_mm, false, rules);
    const bool grown = by_targets == Response::PD;
    if (u.scan < 0) {
        if (!grown && !newer) return by_targets;
        u = {read, a.scan, std::int8_t(newer), std::int8_t(new_lesion)};
        return Response::PD;
    }
    const bool worse = newer || (u.by_lesion ? read > u.sld_mm : read - u.sld_mm >= 5);
    const bool in_time =
        schedule.minute[a.scan] - schedule.minute[u.scan] >= rules.progression_confirmation_min;
    if (newer) u.by_lesion = u.old_lesion = 1;
    if (worse && in_time) {
        a.progression_scan = u.scan;
        return Response::PD;
    }
    if (grown || worse || (u.by_lesion && by_targets < Response::PR)) return Response::PD;
    u.scan = -1;
    return by_targets;
}

/// One post-baseline scan.
TWINARM_HD inline void assess_scan(Assessment& a, double measured_mm, bool new_lesion,
                                   const ScanSchedule& schedule, const ResponseRules& rules) {
    const double read = visible(measured_mm, rules);
    const bool measurable = has_measurable_disease(a, rules);
    if (!measurable)
        a.latest = new_lesion ? Response::PD : Response::NE;
    else if (rules.criteria == Criteria::irecist)
        a.latest = response_by_irecist(a, read, new_lesion, schedule, rules);
    else
        a.latest = response_at_scan(read, a.baseline_mm, a.nadir_mm, new_lesion, rules);
    if (a.latest == Response::CR && a.other_lesions_stay) a.latest = Response::PR;
    a.latest_mm = read;
    if (read < a.nadir_mm) a.nadir_mm = read;
    if (measurable && (a.lowest_after_baseline_mm < 0 || read < a.lowest_after_baseline_mm))
        a.lowest_after_baseline_mm = read;
    if (a.latest != Response::PD)
        a.last_adequate = a.scan;
    else if (a.unconfirmed.scan < 0)
        a.progression_scan = a.scan;
    a.scans.response[a.scan] = std::int8_t(a.latest);
    a.scans.count = ++a.scan;
}

TWINARM_END
