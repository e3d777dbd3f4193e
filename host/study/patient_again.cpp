// One patient of a stored run, simulated again.
#include "host/study/patient_again.hpp"

#include "host/study/arms.hpp"

namespace twinarm::study {

store::PatientAgain simulate_again(const store::StoredRun& run, std::uint64_t patient,
                                   const std::string& arm_id) {
    store::require_simulated(run);
    store::require_patient(run, patient);
    store::PatientAgain again{patient, store::cohort_of_patient(run, patient), {}};
    const std::vector<std::string> rows = store::stored_rows(run, patient);
    for (const int arm : chosen_arms(run.cohort, arm_id)) {
        CourseLog log = simulate_course(again.of.cohort.study, patient, arm);
        std::string row = again.of.row(log.outcome);
        again.courses.push_back({arm, std::move(log), std::move(row), rows.at(std::size_t(arm))});
    }
    return again;
}

}  // namespace twinarm::study
