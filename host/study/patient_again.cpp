// One patient of a stored run, simulated again and compared with its rows.
#include "host/study/patient_again.hpp"

#include <fmt/format.h>

#include "host/base/build_info.hpp"
#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"
#include "host/study/arms.hpp"

namespace twinarm::study {

namespace {

std::string without_line_end(const std::string& row) {
    return base::plain_text(row.substr(0, row.find('\n')));
}

}  // namespace

PatientAgain simulate_again(const store::StoredRun& run, std::uint64_t patient, const std::string& arm_id) {
    store::require_simulated(run);
    store::require_patient(run, patient);
    PatientAgain again{patient, store::cohort_of_patient(run, patient), {}};
    const std::vector<std::string> rows = store::stored_rows(run, patient);
    for (const int arm : chosen_arms(run.cohort, arm_id)) {
        CourseLog log = simulate_course(again.of.cohort.study, patient, arm);
        std::string row = again.of.row(log.outcome);
        again.courses.push_back({arm, std::move(log), std::move(row), rows.at(std::size_t(arm))});
    }
    return again;
}

void require_same(const store::StoredRun& run, const PatientAgain& again) {
    std::string differences;
    for (const CourseAgain& course : again.courses)
        if (!course.same())
            differences += "\n  stored: " + without_line_end(course.stored) +
                           "\n  now:    " + without_line_end(course.row);
    if (differences.empty() || base::build_info().build == "fast") return;
    throw base::VerificationError(
        fmt::format("{}: patient {} differs from what is stored{}\n"
                    "  The file was changed, or the run was made by another version ({}) or device.",
                    (run.folder / "patients.csv").string(), again.patient, differences,
                    base::plain_text(run.record.version)));
}

}  // namespace twinarm::study
