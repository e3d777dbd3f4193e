// One patient of a stored run, simulated again and compared with its rows.
#include "host/study/patient_again.hpp"

#include "host/store/same_as_stored.hpp"
#include "host/study/arms.hpp"

namespace twinarm::study {

PatientAgain simulate_again(const store::StoredRun& run, std::uint64_t patient, const std::string& arm_id) {
    store::require_simulated(run);
    store::require_patient(run, patient);
    PatientAgain again{patient, store::cohort_of_patient(run, patient), {}};
    for (const int arm : chosen_arms(run.cohort, arm_id)) {
        CourseLog log = simulate_course(again.of.cohort.study, patient, arm);
        std::string row = again.of.row(log.outcome);
        again.courses.push_back({arm, std::move(log), std::move(row), store::stored_row(run, patient, arm)});
    }
    return again;
}

void require_same(const store::StoredRun& run, const PatientAgain& again) {
    const auto without_end = [](const std::string& row) { return row.substr(0, row.find('\n')); };
    std::vector<store::StoredAndNow> rows;
    for (const CourseAgain& course : again.courses)
        rows.push_back({without_end(course.stored), without_end(course.row)});
    store::require_same(run.folder, run.record, again.patient, rows);
}

}  // namespace twinarm::study
