// Would other readings of the same scans have led to other doses?
#pragma once

#include "kernels/launch/reassess.hpp"
#include "kernels/launch/simulate_course.hpp"

namespace twinarm::study {

/// Whether any dose rule of the arm reads another response after any scan. If none does, no dose changes.
bool rules_read_otherwise(const Study& study, int arm, const Reassessment& before, const Reassessment& now);

/// Whether some decision about a dose of the course would have been another. Only the first one counts: the
/// course up to there is the same.
bool changes_a_dose(const Study& study, const CourseLog& log, const Reassessment& before,
                    const Reassessment& now);

}  // namespace twinarm::study
