// The end of a course: death, loss to follow-up, the horizon or a failure; the outcome is written.
#pragma once

#include "kernels/patient/events.hpp"

TWINARM_BEGIN

TWINARM_HD inline void fail(Course& c, Status status) {
    c.outcome->status = status;
    c.outcome->failure_time_h = hours(c.now_min) + c.leg.progress.elapsed;
    c.under_way = false;
}

/// Visits that were due after the last adequate assessment and before `event_h`.
TWINARM_HD inline int missed_visits_before(const Course& c, double event_h) {
    int missed = 0;
    for (int k = c.assessment.last_adequate + 1; k < c.schedule->count; ++k)
        missed += hours(c.schedule->minute[k]) < event_h;
    return missed;
}

/// Progression-free survival, response and its duration from the scans, at `end_h` of follow-up.
TWINARM_HD inline void conclude_assessment(const Course& c, double end_h, bool died) {
    const Assessment& a = c.assessment;
    Outcome& out = *c.outcome;
    const ResponseRules& rules = c.study->response;
    out.other_lesions_vanish = !a.other_lesions_stay;
    const BestResponse best = best_overall_response(a.scans, *c.schedule, rules);
    out.response = best.response;
    out.disease_control = best.disease_control;
    out.measurable = has_measurable_disease(a, rules);
    out.baseline_sld_mm = a.baseline_mm;
    out.best_change = a.lowest_after_baseline_mm < 0 ? bits_as<double>(std::int64_t(0x7ff8000000000000))
                                                     : a.lowest_after_baseline_mm / a.baseline_mm - 1;
    const std::int32_t progression = progression_of(a);
    out.progression_h = progression >= 0 ? hours(c.schedule->minute[progression]) : never;
    const double last_scan_h = hours(c.schedule->minute[a.last_adequate]);
    // An event is the scan of progression or death; without one, follow-up ends at the last scan that was
    // read. A death after the last planned visit is none: there all others are censored already.
    const bool death_counts = died && end_h <= hours(c.schedule->minute[c.schedule->count - 1]);
    const double event_h = progression >= 0 ? out.progression_h : end_h;
    out.pfs_event = progression >= 0 || death_counts;
    // FDA 2018, Clinical Trial Endpoints for the Approval of Cancer Drugs and Biologics.
    if (out.pfs_event && rules.pfs == PfsRule::fda && missed_visits_before(c, event_h) >= 2)
        out.pfs_event = 0;
    out.pfs_h = out.pfs_event ? event_h : last_scan_h;
    out.time_to_response_h = out.duration_h = never;
    if (best.first_scan >= 0) {
        out.time_to_response_h = hours(c.schedule->minute[best.first_scan]);
        out.duration_h = out.pfs_h - out.time_to_response_h;
        out.duration_event = out.pfs_event;
    }
}

/// Writes the outcome of a course that ends at `end_h`.
TWINARM_HD inline void finish(Course& c, double end_h, bool died) {
    Outcome& out = *c.outcome;
    conclude_assessment(c, end_h, died);
    out.os_h = end_h;
    out.os_event = died;
    out.new_lesion_h = c.new_lesion_h <= end_h ? c.new_lesion_h : never;
    for (int r = 0; r < c.arm->regimen_count; ++r) {
        out.doses_given[r] = c.doses[r].given;
        out.doses_held[r] = c.doses[r].omitted;
    }
    out.first_cycle_doses = c.first_cycle_doses;
    out.first_course_doses = c.first_course_doses;
    out.courses = c.courses_begun;
    const Readings<double>& r = c.leg.watch.readings;
    out.worst_leak = maximum(c.worst_leak, r.leak);
    out.worst_hypotension_grade = hypotension_grade(c.leg.patient.toxicity, out.worst_leak);
    out.lymphocyte_nadir = r.lymphocyte_nadir;
    out.lymphocyte_peak = r.lymphocyte_peak;
    out.lymphocyte_peak_h = r.lymphocyte_peak_h;
    out.eosinophil_peak = r.eosinophil_peak;
    out.eosinophil_peak_h = r.eosinophil_peak_h;
    out.soluble_cd25_peak = r.soluble_cd25_peak;
    const auto conclude = [&](const RatioInTime<double>& ratio, double& day_7, double& day_21, double& mean) {
        day_7 = ratio.day_7 < 0 ? ratio.latest : ratio.day_7;
        day_21 = ratio.day_21 < 0 ? ratio.latest : ratio.day_21;
        mean = r.ratio_h > 0 ? ratio.area / r.ratio_h : ratio.latest;
    };
    conclude(r.cd8_treg_blood, out.cd8_treg_blood_d7, out.cd8_treg_blood_d21, out.cd8_treg_blood_mean);
    conclude(r.cd8_treg_tumour, out.cd8_treg_tumour_d7, out.cd8_treg_tumour_d21, out.cd8_treg_tumour_mean);
    out.steps = std::int32_t(c.leg.progress.accepted);
    out.rejected_steps = std::int32_t(c.leg.progress.rejected);
    c.under_way = false;
}

TWINARM_END
