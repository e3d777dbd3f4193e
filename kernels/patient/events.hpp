// What happens at an edge of time: extremes, eradication, death, scans.
#pragma once

#include "kernels/patient/course.hpp"

TWINARM_BEGIN

TWINARM_HD inline double sld_of(const Leg<double>& leg) {
    const TumourMass<double> mass = tumour_mass(leg.progress.state, leg.alive);
    return mass.sensitive + mass.resistant;
}

TWINARM_HD inline int present_grade(const Course& c) {
    return hypotension_grade(c.leg.patient.toxicity, c.leg.progress.state[leak]);
}

/// A clone below 1e-3 mm is gone for good.
TWINARM_HD inline void eradicate(Leg<double>& leg) {
    const double limit = logarithm(eradicated_below_mm);
    if (leg.progress.state[log_sensitive] < limit) leg.alive.sensitive = 0;
    if (leg.progress.state[log_resistant] < limit) leg.alive.resistant = 0;
}

/// One reading of the true SLD by the arm's reader: multiplicative lognormal error.
TWINARM_HD inline double measure(const Course& c, double true_mm, int scan) {
    if (c.study->response.reader_log_sd <= 0) return true_mm;
    const double z = normal_quantile(uniform(c.study->seed, Purpose::reader_error, c.number,
                                             reader_draw(c.arm->tag, std::uint32_t(scan))));
    return true_mm * exponential(c.study->response.reader_log_sd * z);
}

/// The scan that is due, of a tumour of `true_mm`: recorded, and read unless it is missed.
template <class Observer>
TWINARM_HD inline void observe_scan(Course& c, double true_mm, Observer& observer) {
    Assessment& a = c.assessment;
    const int scan = a.scan;
    c.outcome->true_sld_mm[scan] = true_mm;
    c.outcome->scans = scan + 1;
    const double missing = c.study->response.missed_scan_probability;
    if (missing > 0 && uniform(c.study->seed, Purpose::missed_scan, c.number,
                               reader_draw(c.arm->tag, std::uint32_t(scan))) < missing) {
        miss_scan(a);
        observer.at_scan(c, true_mm, never, false);
        return;
    }
    const double measured = measure(c, true_mm, scan);
    const bool new_lesion = c.new_lesion_h >= 0;
    assess_scan(a, measured, new_lesion, *c.schedule, c.study->response);
    observer.at_scan(c, true_mm, a.latest_mm, new_lesion);
}

/// Time of the next scan, or the horizon where none is left to do.
TWINARM_HD inline std::int32_t next_scan_min(const Course& c) {
    const bool over =
        progressed(c.assessment) || c.thresholds.no_scan || c.assessment.scan >= c.schedule->count;
    return over ? c.study->horizon_min : c.schedule->minute[c.assessment.scan];
}

TWINARM_END
