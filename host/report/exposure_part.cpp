// ORR by exposure to the first dose of each regimen: quarters of the patients with exact limits, and a
// logistic curve.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"
#include "host/report/first_dose_exposure.hpp"
#include "host/report/logistic_curve.hpp"
#include "host/statistics/proportion.hpp"
#include "kernels/patient/sample_patient.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t quarters = 4;

struct Exposed {
    double exposure;
    bool responds;
};

/// Patients of the arm who completed, in order of their exposure.
std::vector<Exposed> by_exposure(const PatientsScan& scan, const std::vector<double>& exposure,
                                 std::size_t arm) {
    std::vector<Exposed> patients;
    for (std::size_t k = 0; k < exposure.size(); ++k) {
        const KeptOutcome& outcome = scan.outcome(k, arm);
        if (outcome.completed && exposure[k] > 0)
            patients.push_back({exposure[k], is_responder(outcome.response)});
    }
    std::stable_sort(patients.begin(), patients.end(),
                     [](const Exposed& a, const Exposed& b) { return a.exposure < b.exposure; });
    return patients;
}

store::Json quarter_json(const std::vector<Exposed>& patients, std::size_t q) {
    const std::size_t first = q * patients.size() / quarters, last = (q + 1) * patients.size() / quarters;
    std::uint64_t responders = 0;
    for (std::size_t i = first; i < last; ++i) responders += patients[i].responds;
    const statistics::Interval limits = statistics::clopper_pearson(responders, last - first);
    return {{"from", chart_number(patients[first].exposure)},
            {"to", chart_number(patients[last - 1].exposure)},
            {"median", chart_number(patients[(first + last - 1) / 2].exposure)},
            {"responders", responders},
            {"patients", last - first},
            {"lower", chart_number(limits.lower)},
            {"upper", chart_number(limits.upper)}};
}

/// The fitted share of responders at exposures from the 2.5% to the 97.5% quantile; none where all or none
/// respond.
store::Json curve_json(const std::vector<Exposed>& patients) {
    std::vector<double> logs;
    std::vector<bool> responds;
    for (const Exposed& patient : patients) {
        logs.push_back(std::log(patient.exposure));
        responds.push_back(patient.responds);
    }
    store::Json points = store::Json::array();
    for (const auto& [log_exposure, share] : logistic_curve(logs, responds))
        points.push_back({chart_number(std::exp(log_exposure)), chart_number(share)});
    return points;
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
                exposure[a][r].push_back(first_dose_exposure(patient, study.arms[a].regimens[r]));
        }
    }
    store::Json parts = store::Json::array();
    for (std::size_t a = 0; a < scan.arms; ++a)
        for (std::size_t r = 0; r < exposure[a].size(); ++r) {
            const std::vector<Exposed> patients = by_exposure(scan, exposure[a][r], a);
            if (patients.size() < quarters || patients.front().exposure == patients.back().exposure) continue;
            store::Json groups = store::Json::array();
            for (std::size_t q = 0; q < quarters; ++q) groups.push_back(quarter_json(patients, q));
            parts.push_back({{"arm", a},
                             {"regimen", r},
                             {"label", run.cohort.arms[a].regimen_labels[r]},
                             {"unit", exposure_unit(study.arms[a].regimens[r].drug)},
                             {"groups", groups},
                             {"curve", curve_json(patients)}});
        }
    return parts;
}

}  // namespace twinarm::report
