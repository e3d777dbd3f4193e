// From measured sums of longest diameters to responses: RECIST 1.1 (Eisenhauer 2009 Eur J Cancer 45:228) and
// WHO (Miller 1981 Cancer 47:207).
#pragma once

#include "kernels/core/macros.hpp"
#include "kernels/endpoint/response.hpp"

TWINARM_BEGIN

/// Response at one scan. `measured`, `baseline` and `nadir` (lowest so far, baseline included) in mm; a
/// reading of 0 means that every target is gone; after that any size is progression (RECIST 1.1, table 3).
/// WHO's product of diameters is taken as SLD squared.
TWINARM_HD inline Response response_at_scan(double measured, double baseline, double nadir, bool new_lesion,
                                            const ResponseRules& rules) {
    if (new_lesion) return Response::PD;
    if (nadir == 0 && measured > 0) return Response::PD;
    if (rules.criteria != Criteria::who) {
        if (10 * measured >= 12 * nadir && measured - nadir >= 5) return Response::PD;
    } else {
        if (measured > 0 && 4 * measured * measured >= 5 * nadir * nadir) return Response::PD;
    }
    if (measured == 0) return Response::CR;
    const bool partial = rules.criteria != Criteria::who ? 10 * measured <= 7 * baseline
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
    bool disease_control;
};

/// First scan that holds `least` or better and is confirmed by a later one at least as good, or -1.
TWINARM_HD inline int first_confirmed(const ScanResponses& scans, const ScanSchedule& schedule,
                                      Response least, const ResponseRules& rules) {
    for (int i = 1; i < scans.count; ++i) {
        if (scans.response[i] < int(least)) continue;
        if (rules.confirmation_min == 0) return i;
        int missed = 0, stable = 0;
        for (int j = i + 1; j < scans.count; ++j) {
            const int at_j = scans.response[j];
            if (at_j >= int(least)) {
                if (schedule.minute[j] - schedule.minute[i] >= rules.confirmation_min) return i;
                continue;
            }
            // Between the two: few missed scans, and for PR one of stable disease where that is accepted.
            if (at_j == int(Response::NE) && ++missed <= rules.missed_between) continue;
            if (at_j == int(Response::SD) && least == Response::PR && rules.accept_stable_between &&
                ++stable <= 1)
                continue;
            break;
        }
    }
    return -1;
}

/// Best overall response: CR and PR confirmed if required; SD where a scan at `stable_min` or later was not
/// worse; else PD where there was progression; else NE. Disease is controlled by a response, or where a scan
/// at `disease_control_min` or later was SD or better.
TWINARM_HD inline BestResponse best_overall_response(const ScanResponses& scans, const ScanSchedule& schedule,
                                                     const ResponseRules& rules) {
    const int responded = first_confirmed(scans, schedule, Response::PR, rules);
    if (responded >= 0) {
        const bool complete = first_confirmed(scans, schedule, Response::CR, rules) >= 0;
        return {complete ? Response::CR : Response::PR, responded, true};
    }
    bool stable = false, controlled = false, progressed = false;
    for (int i = 1; i < scans.count; ++i) {
        if (scans.response[i] >= int(Response::SD)) {
            stable = stable || schedule.minute[i] >= rules.stable_min;
            controlled = controlled || schedule.minute[i] >= rules.disease_control_min;
        }
        progressed = progressed || scans.response[i] == int(Response::PD);
    }
    return {stable ? Response::SD : progressed ? Response::PD : Response::NE, -1, controlled};
}

TWINARM_END
