// How long some of the sampled patients were treated, how long they responded, and how it ended.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "host/base/words.hpp"
#include "host/report/chart_number.hpp"
#include "host/report/chart_parts.hpp"
#include "kernels/patient/pfs_end.hpp"

namespace twinarm::report {

namespace {

constexpr std::size_t lanes = 36;  // patients of an arm

store::Json days(double hours) {
    return hours < 0 ? store::Json(nullptr) : chart_number(hours / 24);
}

/// When the last dose was given [h], or never.
double last_dose_h(const CourseLog& log) {
    double last = never;
    for (const DoseRecord& dose : log.doses)
        if (is_given(dose.decision)) last = std::max(last, dose.time_h);
    return last;
}

/// As the page calls it.
const char* key_of(PfsEnd end) {
    switch (end) {
        case PfsEnd::progression:
            return "progression";
        case PfsEnd::death:
            return "death";
        case PfsEnd::after_missed_visits:
            return "after_missed_visits";
        case PfsEnd::death_after_last_visit:
            return "death_after_last_visit";
        case PfsEnd::lost:
            return "lost";
        case PfsEnd::ongoing:
            break;
    }
    return "ongoing";
}

store::Json lane_of(const CourseLog& log, const Study& study) {
    const Outcome& outcome = log.outcome;
    const bool responds = is_responder(outcome.response) && outcome.time_to_response_h >= 0;
    return {{"patient", outcome.patient},
            {"response", base::name_of(outcome.response)},
            {"last_dose_d", days(last_dose_h(log))},
            {"response_d", responds ? days(outcome.time_to_response_h) : store::Json(nullptr)},
            {"end_d", days(outcome.pfs_h)},
            {"end", key_of(pfs_end(outcome, study))}};
}

}  // namespace

store::Json swimmer_part(const ReportRun& run, const SampledCourses& courses) {
    store::Json arms = store::Json::array();
    for (const std::vector<CourseLog>& of_arm : courses) {
        std::vector<const CourseLog*> shown;
        const std::size_t number = std::min(lanes, of_arm.size());
        for (std::size_t i = 0; i < number; ++i)
            shown.push_back(&of_arm[(2 * i + 1) * of_arm.size() / (2 * number)]);
        std::stable_sort(shown.begin(), shown.end(), [](const CourseLog* a, const CourseLog* b) {
            return a->outcome.pfs_h > b->outcome.pfs_h;
        });
        store::Json patients = store::Json::array();
        for (const CourseLog* log : shown) patients.push_back(lane_of(*log, run.cohort.study));
        arms.push_back(patients);
    }
    return arms;
}

}  // namespace twinarm::report
