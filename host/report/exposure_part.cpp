// Response, CR and hypotension by exposure to the first dose of each regimen: quarters of the patients with
// exact limits, and a logistic curve.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"
#include "host/report/logistic_curve.hpp"
#include "host/trial/exposure_response.hpp"
#include "host/trial/first_dose_exposure.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t quarters = 4;
constexpr int grade_3 = 3;

/// Patients of the arm who completed.
std::vector<trial::ExposedPatient> exposed(const PatientsScan& scan, const std::vector<double>& exposure,
                                           std::size_t arm) {
    std::vector<trial::ExposedPatient> patients;
    for (std::size_t k = 0; k < exposure.size(); ++k) {
        const KeptOutcome& outcome = scan.outcome(k, arm);
        if (outcome.completed)
            patients.push_back({exposure[k],
                                {is_responder(outcome.response), outcome.response == Response::CR,
                                 outcome.hypotension_grade >= grade_3}});
    }
    return patients;
}

store::Json bin_json(const trial::ExposureBin& bin, std::size_t event) {
    const trial::EventShare& share = bin.events[event];
    return {{"from", chart_number(bin.from)},
            {"to", chart_number(bin.to)},
            {"median", chart_number(bin.median)},
            {"count", share.count},
            {"patients", bin.patients},
            {"lower", chart_number(share.limits.lower)},
            {"upper", chart_number(share.limits.upper)}};
}

/// None where all or no patients have the event.
store::Json curve_json(const std::optional<statistics::LogisticFit>& fit,
                       const std::vector<double>& doublings) {
    store::Json points = store::Json::array();
    if (!fit) return points;
    for (const FittedPoint& point : logistic_curve(*fit, doublings))
        points.push_back({chart_number(std::exp2(point.x)), chart_number(point.share),
                          chart_number(point.limits.lower), chart_number(point.limits.upper)});
    return points;
}

/// By ExposedEvent.
store::Json events_json(const std::vector<trial::ExposedPatient>& patients,
                        const trial::ExposureResponse& found) {
    std::vector<double> doublings;
    for (const trial::ExposedPatient& one : patients)
        if (one.exposure > 0) doublings.push_back(std::log2(one.exposure));
    std::sort(doublings.begin(), doublings.end());
    store::Json events = store::Json::array();
    for (std::size_t e = 0; e < trial::exposed_events; ++e) {
        store::Json groups = store::Json::array();
        for (const trial::ExposureBin& bin : found.bins) groups.push_back(bin_json(bin, e));
        events.push_back({{"groups", groups}, {"curve", curve_json(found.fits[e], doublings)}});
    }
    return events;
}

}  // namespace

store::Json exposure_part(const ReportRun& run, const PatientsScan& scan) {
    const Study& study = run.cohort.study;
    std::vector<std::vector<std::vector<double>>> exposure(scan.arms);  // [arm][regimen][patient]
    for (std::size_t a = 0; a < scan.arms; ++a) exposure[a].resize(std::size_t(study.arms[a].regimen_count));
    cohort::StudySpace space;
    for (const std::uint64_t number : scan.patients) {
        const Study& of_patient = run.study_of(number, space);
        for (std::size_t a = 0; a < scan.arms; ++a) {
            const auto patient =
                sample_patient<double>(of_patient.population, of_patient.seed, number, &study.arms[a]);
            for (std::size_t r = 0; r < exposure[a].size(); ++r)
                exposure[a][r].push_back(trial::first_dose_exposure(patient, study.arms[a].regimens[r]));
        }
    }
    store::Json parts = store::Json::array();
    for (std::size_t a = 0; a < scan.arms; ++a)
        for (std::size_t r = 0; r < exposure[a].size(); ++r) {
            const std::vector<trial::ExposedPatient> patients = exposed(scan, exposure[a][r], a);
            const trial::ExposureResponse found = trial::exposure_response(patients, quarters);
            if (found.bins.empty()) continue;
            parts.push_back({{"arm", a},
                             {"regimen", r},
                             {"label", run.cohort.arms[a].regimen_labels[r]},
                             {"unit", trial::exposure_unit(study.arms[a].regimens[r].drug)},
                             {"events", events_json(patients, found)}});
        }
    return parts;
}

}  // namespace twinarm::report
