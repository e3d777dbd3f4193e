// What happens at an edge of time: extremes, eradication, death, scans.
#pragma once

#include "kernels/patient/course.hpp"

TWINARM_BEGIN

template <class T>
TWINARM_HD inline double sld_of(const Leg<T>& leg) {
    const TumourMass<T> mass = tumour_mass(leg.progress.state, leg.alive);
    return double(mass.sensitive + mass.resistant);
}

template <class T>
TWINARM_HD inline int present_grade(const Course<T>& c) {
    return hypotension_grade(c.leg.patient.toxicity, c.leg.progress.state[hypotension]);
}

template <class T>
TWINARM_HD inline void fold_extremes(Course<T>& c) {
    const State<T>& y = c.leg.progress.state;
    const double lymphocytes = double(lymphocyte_fold(c.leg.patient.lymphocytes, y));
    Extremes& e = c.extremes;
    const int grade = present_grade(c);
    e.worst_grade = grade > e.worst_grade ? grade : e.worst_grade;
    e.worst_leak = maximum(double(y[leak]), e.worst_leak);
    e.lymphocyte_nadir = minimum(lymphocytes, e.lymphocyte_nadir);
    e.lymphocyte_peak = maximum(lymphocytes, e.lymphocyte_peak);
    e.cd8_treg_blood = maximum(double(y[cd8] / y[treg]), e.cd8_treg_blood);
    e.cd8_treg_tumour = maximum(double(y[tumour_cd8] / y[tumour_treg]), e.cd8_treg_tumour);
    e.eosinophils = maximum(double(y[eosinophils]), e.eosinophils);
    e.soluble_cd25 = maximum(double(y[soluble_cd25]), e.soluble_cd25);
}

/// A clone below 1e-3 mm is gone for good.
template <class T>
TWINARM_HD inline void eradicate(Leg<T>& leg) {
    const T limit = logarithm(T(eradicated_below_mm));
    if (leg.progress.state[log_sensitive] < limit) leg.alive.sensitive = T(0);
    if (leg.progress.state[log_resistant] < limit) leg.alive.resistant = T(0);
}

/// When a cumulative hazard passed its threshold in the leg that ends now, or never. Inside a leg, which is a
/// day at most, the hazard is taken as constant.
TWINARM_HD inline double crossing_h(double before, double after, double threshold, std::int32_t from_min,
                                    std::int32_t to_min) {
    if (!(after >= threshold) || before >= threshold) return never;
    return hours(from_min) + hours(to_min - from_min) * ((threshold - before) / (after - before));
}

/// One reading of the true SLD by the arm's reader: multiplicative lognormal error.
template <class T>
TWINARM_HD inline double measure(const Course<T>& c, double true_mm, int scan) {
    if (c.study->response.reader_cv <= 0) return true_mm;
    const double z = normal_quantile(uniform(c.study->seed, Purpose::reader_error, c.number,
                                             reader_draw(c.arm->tag, std::uint32_t(scan))));
    return true_mm * exponential(c.study->response.reader_cv * z);
}

/// The scan that is due now: recorded, and read unless it is missed.
template <class T, class Observer>
TWINARM_HD inline void observe_scan(Course<T>& c, Observer& observer) {
    Assessment& a = c.assessment;
    const int scan = a.scan;
    const double true_mm = sld_of(c.leg);
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
    assess_scan(a, measured, new_lesion, c.study->response);
    observer.at_scan(c, true_mm, a.latest_mm, new_lesion);
}

/// Time of the next scan, or the horizon where none is left to do.
template <class T>
TWINARM_HD inline std::int32_t next_scan_min(const Course<T>& c) {
    const bool over =
        progressed(c.assessment) || c.thresholds.no_scan || c.assessment.scan >= c.schedule->count;
    return over ? c.study->horizon_min : c.schedule->minute[c.assessment.scan];
}

TWINARM_END
