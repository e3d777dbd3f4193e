// The scans of a simulated course as its reader saw them, from the outcome alone.
#include "host/trial/scan_records.hpp"

#include "kernels/patient/events.hpp"

namespace twinarm::trial {

namespace {

/// Keeps what each scan showed.
struct Reader : NoObserver {
    std::vector<ScanRecord>* scans;

    void at_scan(const Course& c, double true_mm, double read_mm, bool new_lesion) const {
        const bool missed = read_mm < 0;
        scans->push_back({hours(c.schedule->minute[scans->size()]), true_mm, read_mm, new_lesion,
                          missed || scans->empty() ? Response::NE : c.assessment.latest,
                          is_unconfirmed(c.assessment)});
    }
};

}  // namespace

std::vector<ScanRecord> scan_records(const Study& study, Outcome outcome) {
    constexpr double rounding_h = 1e-6;  // of a lesion's time, which is a sum
    std::vector<ScanRecord> scans;
    Reader reader;
    reader.scans = &scans;
    Course c;
    c.study = &study;
    c.arm = &study.arms[outcome.arm];
    c.schedule = &study.scans[outcome.arm];
    c.outcome = &outcome;
    c.number = outcome.patient;
    c.assessment = assess_baseline(measure(c, outcome.true_sld_mm[0], 0));
    c.assessment.other_lesions_stay = outcome.other_lesions_vanish == 0;
    reader.at_scan(c, outcome.true_sld_mm[0], c.assessment.baseline_mm, false);
    for (int scan = 1, count = outcome.scans; scan < count; ++scan) {
        const bool seen = outcome.new_lesion_h != never &&
                          outcome.new_lesion_h <= hours(c.schedule->minute[scan]) + rounding_h;
        c.new_lesion_h = seen ? outcome.new_lesion_h : never;
        observe_scan(c, outcome.true_sld_mm[scan], reader);
    }
    return scans;
}

BestResponse unconfirmed_response(const Study& study, int arm, const std::vector<ScanRecord>& scans) {
    ScanResponses responses{};
    for (const ScanRecord& scan : scans) responses.response[responses.count++] = std::int8_t(scan.response);
    ResponseRules rules = study.response;
    rules.confirmation_min = 0;
    return best_overall_response(responses, study.scans[arm], rules);
}

}  // namespace twinarm::trial
