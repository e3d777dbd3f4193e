// From measured sums of longest diameters to responses: RECIST 1.1 (Eisenhauer 2009 Eur J Cancer 45:228) and
// WHO.
#pragma once

#include "kernels/core/macros.hpp"
#include "kernels/endpoint/response.hpp"

TWINARM_BEGIN

/// Response at one scan. `measured`, `baseline` and `nadir` (lowest so far, baseline included) in mm; a
/// reading of 0 means that every target is gone. WHO's product of diameters is taken as SLD squared.
TWINARM_HD inline Response response_at_scan(double measured, double baseline, double nadir, bool new_lesion,
                                            const ResponseRules& rules) {
    if (new_lesion) return Response::PD;
    if (rules.criteria == Criteria::recist11) {
        if (10 * measured >= 12 * nadir && measured - nadir >= 5) return Response::PD;
    } else {
        if (measured > 0 && 4 * measured * measured >= 5 * nadir * nadir) return Response::PD;
    }
    if (measured == 0) return Response::CR;
    const bool partial = rules.criteria == Criteria::recist11
                             ? 10 * measured <= 7 * baseline
                             : 2 * measured * measured <= baseline * baseline;
    return partial ? Response::PR : Response::SD;
}

/// Responses of a patient's scans, in order, up to progression. Scan 0 is the baseline and has no response.
struct ScanResponses {
    std::int32_t count;
    std::int8_t response[max_scans];
};

struct BestResponse {
    Response response;
    std::int32_t first_scan;  ///< first scan of the response, or -1 where there is none
};

/// First scan that holds `least` or better and is confirmed by a later one at least as good, or -1.
TWINARM_HD inline int first_confirmed(const ScanResponses& scans, const ScanSchedule& schedule,
                                      Response least, const ResponseRules& rules) {
    for (int i = 1; i < scans.count; ++i) {
        if (scans.response[i] < int(least)) continue;
        if (rules.confirmation_min == 0) return i;
        int missed = 0;
        for (int j = i + 1; j < scans.count; ++j) {
            const int at_j = scans.response[j];
            if (at_j >= int(least)) {
                if (schedule.minute[j] - schedule.minute[i] >= rules.confirmation_min) return i;
                continue;
            }
            // Between the two: at most one missed scan, and for PR stable disease where that is accepted.
            if (at_j == int(Response::NE) && ++missed <= 1) continue;
            if (at_j == int(Response::SD) && least == Response::PR && rules.accept_stable_between) continue;
            break;
        }
    }
    return -1;
}

/// Best overall response: CR and PR confirmed if required; SD where a scan at `stable_min` or later was not
/// worse; else PD where there was progression; else NE.
TWINARM_HD inline BestResponse best_overall_response(const ScanResponses& scans, const ScanSchedule& schedule,
                                                     const ResponseRules& rules) {
    const int responded = first_confirmed(scans, schedule, Response::PR, rules);
    if (responded >= 0) {
        const bool complete = first_confirmed(scans, schedule, Response::CR, rules) >= 0;
        return {complete ? Response::CR : Response::PR, responded};
    }
    bool progressed = false;
    for (int i = 1; i < scans.count; ++i) {
        if (scans.response[i] >= int(Response::SD) && schedule.minute[i] >= rules.stable_min)
            return {Response::SD, -1};
        progressed = progressed || scans.response[i] == int(Response::PD);
    }
    return {progressed ? Response::PD : Response::NE, -1};
}

TWINARM_END
