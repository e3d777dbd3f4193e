// A finished course read again under other rules of assessment.
#include "kernels/launch/reassess.hpp"

#include "kernels/patient/finish.hpp"

namespace twinarm {

namespace {

constexpr double rounding_h = 1e-6;  ///< of times that are sums, or were read from a file

/// A scan at the very end is read at the horizon only: death and loss to follow-up come before it.
bool reached(const Study& study, const Outcome& outcome, double scan_h) {
    const bool to_the_horizon = !outcome.os_event && outcome.os_h >= hours(study.horizon_min) - rounding_h;
    return scan_h < outcome.os_h + (to_the_horizon ? rounding_h : -rounding_h);
}

}  // namespace

Reassessment reassess(const Study& study, int known, Outcome& outcome) {
    Course c;
    c.study = &study;
    c.arm = &study.arms[outcome.arm];
    c.schedule = &study.scans[outcome.arm];
    c.outcome = &outcome;
    c.number = outcome.patient;
    c.assessment = assess_baseline(measure(c, outcome.true_sld_mm[0], 0));
    Assessment& a = c.assessment;
    a.other_lesions_stay = outcome.other_lesions_vanish == 0;
    const double lesion_h = outcome.new_lesion_h;
    const bool no_scan = event_thresholds(study, outcome.patient, 0).no_scan;

    Reassessment result{};
    result.whole = true;
    result.after[0] = {response_for_rules(a, study.response), 0.0};
    NoObserver nobody;
    outcome.scans = 1;
    for (int k = 1; k < c.schedule->count; ++k) {
        const double scan_h = hours(c.schedule->minute[k]);
        if (!progressed(a) && !no_scan && reached(study, outcome, scan_h)) {
            if (k >= known) result.whole = false;
            if (!result.whole) break;
            c.new_lesion_h = lesion_h != never && lesion_h <= scan_h + rounding_h ? lesion_h : never;
            observe_scan(c, outcome.true_sld_mm[k], nobody);
        }
        result.after[k] = {response_for_rules(a, study.response), a.latest_mm / a.baseline_mm - 1};
    }
    outcome.duration_event = 0;
    conclude_assessment(c, outcome.os_h, outcome.os_event != 0);
    return result;
}

}  // namespace twinarm
