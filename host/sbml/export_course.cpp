// One patient's course in one arm of a stored run as an SBML file.
#include "host/sbml/export_course.hpp"

#include "host/base/output_file.hpp"
#include "host/sbml/course_equations.hpp"
#include "host/sbml/sbml.hpp"
#include "host/study/patient_again.hpp"

namespace twinarm::sbml {

std::size_t export_course(const store::StoredRun& run, std::uint64_t patient, const std::string& arm_id,
                          const std::filesystem::path& file) {
    const store::PatientAgain again = study::simulate_again(run, patient, arm_id);
    store::require_same(run, again);
    const store::CourseAgain& course = again.courses.front();
    const std::string text = sbml_text(course_equations(again.of.cohort, course.arm, course.log));
    base::write_file(file, text);
    return text.size();
}

}  // namespace twinarm::sbml
